package dev.offboard.identity.account;

/// An adaptive hash with its algorithm, cost and salt. Never printed.
public record PasswordHash(String value) {
  @Override
  public String toString() {
    return "PasswordHash[hidden]";
  }
}
