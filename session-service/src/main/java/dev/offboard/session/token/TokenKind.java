package dev.offboard.session.token;

/// What a token is good for; [#wireName] is the word of RFC 7009 section 2.1.
public enum TokenKind {
  /// Presented to applications; short-lived.
  ACCESS("access_token"),
  /// Exchanged once for a new pair.
  REFRESH("refresh_token");

  private final String wireName;

  TokenKind(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
