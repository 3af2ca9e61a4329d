package dev.offboard.local.client;

/// The tokens of a session, which are good for whoever holds them: never printed.
public record Tokens(String access, String refresh) {
  @Override
  public String toString() {
    return "Tokens[hidden]";
  }
}
