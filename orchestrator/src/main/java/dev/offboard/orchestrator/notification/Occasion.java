package dev.offboard.orchestrator.notification;

import java.util.Locale;

/// What somebody is told of. The name is part of the table, of settings, of templates and of the
/// type of a webhook: it never changes.
public enum Occasion {
  /// It waits for an approval.
  APPROVAL_NEEDED,
  /// Access is being taken away from now on.
  STARTED,
  /// It needs attention: a person should look.
  ATTENTION_NEEDED,
  /// A revocation is past its deadline: somebody may still get in.
  LATE,
  /// It was undone; the person has their access again.
  UNDONE,
  /// Everything is done and certified.
  COMPLETED;

  /// As settings, templates and webhooks call it.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
