package dev.offboard.audit.verify;

/// Something that a log must have, going by its own checkpoint, is not where it is served. A fact
/// about the log, unlike a network that fails.
final class NotThere extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotThere(String path) {
    super("%s is missing, though the checkpoint says that the log has it".formatted(path));
  }
}
