package dev.offboard.audit.log;

/// Something that can never become an entry, told so that its message is set aside on the dead
/// letter topic while everything else is appended.
public final class UnfitEntry extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnfitEntry(String what) {
    super(
        what
            + ". It is not appended: its message goes to the dead letter topic, the log goes on;"
            + " see deploy/runbooks/dead-letters.md");
  }
}
