package dev.offboard.contracts;

/// A user and the tenant it belongs to; `key()` is the record key of everything said about the
/// user, so that all of it stays in order.
public record UserRef(TenantId tenantId, UserId userId) {
  public static UserRef of(String tenantId, String userId) {
    return new UserRef(new TenantId(tenantId), new UserId(userId));
  }

  public String key() {
    return tenantId + "/" + userId;
  }

  @Override
  public String toString() {
    return key();
  }
}
