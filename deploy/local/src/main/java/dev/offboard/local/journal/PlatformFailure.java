package dev.offboard.local.journal;

/// Something a person has to know: the message says what failed, the value found and the one
/// expected, and what happens next. Commands print the message alone, without a stack trace, and
/// exit with 1.
public final class PlatformFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// A failure that was found here.
  public PlatformFailure(String message) {
    super(message);
  }

  /// A failure that something else caused; the cause goes to the log, not to the terminal.
  public PlatformFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
