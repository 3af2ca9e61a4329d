package dev.offboard.orchestrator.notification;

import dev.offboard.orchestrator.notification.Recipient.Kind;
import java.util.ArrayList;
import java.util.List;

/// Who is told of a notice: whoever asked for the offboarding, the owner of what it waits for, and
/// those whom the settings name for its tenant and reason. Touches nothing but the settings.
final class Audience {
  /// The orchestrator asks for some by itself, and has no mail.
  private static final String NOBODY = "orchestrator";

  private final NotificationProperties settings;

  Audience(NotificationProperties settings) {
    this.settings = settings;
  }

  List<Recipient> of(Notice notice) {
    List<Recipient> all = new ArrayList<>();
    if (settings.sendsMail()) {
      mails(notice, all);
    }
    settings
        .webhooks()
        .forEach(
            (name, target) -> {
              if (target.about().covers(notice)) {
                all.add(new Recipient(Channel.WEBHOOK, Kind.WEBHOOK, name));
              }
            });
    return all;
  }

  private void mails(Notice notice, List<Recipient> all) {
    // who asks for an approval can't give it
    if (notice.occasion() != Occasion.APPROVAL_NEEDED && !notice.requester().equals(NOBODY)) {
      all.add(new Recipient(Channel.MAIL, Kind.REQUESTER, notice.requester()));
    }
    String owner = notice.owner();
    if (owner != null && settings.owners().containsKey(owner)) {
      all.add(new Recipient(Channel.MAIL, Kind.OWNER, owner));
    }
    settings
        .mailTo()
        .forEach(
            (name, group) -> {
              if (group.about().covers(notice)) {
                all.add(new Recipient(Channel.MAIL, Kind.GROUP, name));
              }
            });
  }
}
