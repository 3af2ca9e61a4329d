package dev.offboard.local.client;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.TenantId;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which offboardings to list; what is absent filters nothing.
public record OffboardingFilter(
    Optional<TenantId> tenant, Optional<OffboardingState> state, Optional<Boolean> needsAttention) {

  String query(int limit, Optional<String> cursor) {
    return Stream.of(
            tenant.map(it -> "tenantId=" + it),
            state.map(it -> "state=" + it),
            needsAttention.map(it -> "needsAttention=" + it),
            Optional.of("limit=" + limit),
            cursor.map(it -> "cursor=" + it))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("&", "?", ""));
  }
}
