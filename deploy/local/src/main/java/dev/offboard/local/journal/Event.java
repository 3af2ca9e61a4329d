package dev.offboard.local.journal;

import java.time.Instant;

/// One thing that happened. `subject` is the process or step it happened to, `detail` a sentence
/// for a person; neither ever carries a secret.
public record Event(Instant at, String subject, Kind kind, String detail) {
  /// What kind of thing it was; `STARTED` to `DONE` are news, the rest needs somebody's eye.
  public enum Kind {
    /// The supervisor or a process was started.
    STARTED,
    /// It answers its health check.
    READY,
    /// A step (topics, publication, connector) was taken.
    DONE,
    /// Something to know, such as a port that had to change.
    NOTE,
    /// A process ended though nobody asked it to, or a connector task failed.
    CRASHED,
    /// It is started again.
    RESTARTED,
    /// It ended because it was asked to.
    STOPPED,
    /// It was asked to end, didn't within its bound, and was killed.
    KILLED,
    /// It can't be made to work: a person has to look.
    FAILED
  }
}
