package dev.offboard.audit.note;

/// A text, a key or a signature that is not of the form its specification asks for. Nothing in it
/// may be used.
public final class MalformedNote extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  MalformedNote(String message) {
    super(message);
  }

  MalformedNote(String message, IllegalArgumentException cause) {
    super(message, cause);
  }
}
