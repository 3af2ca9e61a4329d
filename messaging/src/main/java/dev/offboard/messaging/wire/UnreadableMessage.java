package dev.offboard.messaging.wire;

/// A record that cannot become a message, with a stable code and a sentence free of personal data.
/// Retrying cannot help: the record belongs on the dead letter topic.
public class UnreadableMessage extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  public UnreadableMessage(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
