package dev.offboard.orchestrator.note;

import org.jspecify.annotations.Nullable;

/// A note as somebody sees it who asks now.
///
/// @param text only if it is readable
public record ReadNote(Status status, @Nullable String text) {
  public enum Status {
    /// The user's key is there.
    READABLE,
    /// The user was erased, and the key with it. Nobody can read it any more.
    ERASED,
    /// The key is there, and wrapped with none of the configured wrapping keys; or the note was
    /// changed in the database. A person should look.
    UNREADABLE
  }

  static ReadNote readable(String text) {
    return new ReadNote(Status.READABLE, text);
  }

  static ReadNote not(Status status) {
    return new ReadNote(status, null);
  }
}
