package dev.offboard.contracts;

/// A user within its tenant. An id, never a name or a mail address: it appears in keys and logs.
public record UserId(String value) {
  public UserId {
    Ids.checked("userId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
