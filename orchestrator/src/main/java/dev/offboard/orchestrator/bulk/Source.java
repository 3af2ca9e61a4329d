package dev.offboard.orchestrator.bulk;

import dev.offboard.contracts.TenantId;

/// Where requests come from, as far as they are counted together.
///
/// @param requester the subject of whoever asks
public record Source(TenantId tenant, String requester) implements Comparable<Source> {
  @Override
  public int compareTo(Source other) {
    int byTenant = tenant.value().compareTo(other.tenant.value());
    return byTenant == 0 ? requester.compareTo(other.requester) : byTenant;
  }
}
