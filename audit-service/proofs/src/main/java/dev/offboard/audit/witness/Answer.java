package dev.offboard.audit.witness;

/// What a witness answers: C2SP tlog-witness.
public record Answer(int status, String contentType, String body) {
  private static final String TEXT = "text/plain; charset=utf-8";

  static Answer cosigned(String lines) {
    return new Answer(200, TEXT, lines);
  }

  static Answer malformed(String why) {
    return new Answer(400, TEXT, why + "\n");
  }

  static Answer untrusted(String why) {
    return new Answer(403, TEXT, why + "\n");
  }

  static Answer unknownLog(String why) {
    return new Answer(404, TEXT, why + "\n");
  }

  /// The client is to prove from this size on.
  static Answer otherSize(long size) {
    return new Answer(409, "text/x.tlog.size", size + "\n");
  }

  static Answer inconsistent(String why) {
    return new Answer(422, TEXT, why + "\n");
  }
}
