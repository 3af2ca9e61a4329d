package dev.offboard.contracts;

/// A customer organisation or company; every user, role and session belongs to exactly one.
public record TenantId(String value) {
  public TenantId {
    Ids.checked("tenantId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
