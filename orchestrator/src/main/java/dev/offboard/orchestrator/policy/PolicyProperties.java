package dev.offboard.orchestrator.policy;

import dev.offboard.contracts.Priority;
import dev.offboard.orchestrator.saga.FourEyes.Guard;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import dev.offboard.orchestrator.saga.PolicySnapshot.OtherContract;
import dev.offboard.orchestrator.saga.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;

/// `offboard.policies` as written; [Policies] says what is wrong with it.
@ConfigurationProperties("offboard")
record PolicyProperties(@Nullable Map<String, Written> policies) {

  /// @param deadlines by the wire name of the phase
  record Written(
      @Nullable Integer version,
      @Nullable Refusal onRefusal,
      @Nullable Duration gracePeriod,
      @Nullable Map<String, Duration> deadlines,
      @Nullable Integer attentionAfter,
      @Nullable Erase erase,
      @Nullable List<Duration> sweeps,
      @Nullable Priority priority,
      @Nullable OtherContract otherContract,
      @Nullable Scope scope,
      @Nullable Integer approvals,
      @Nullable Duration approveWithin,
      @Name("protected") @Nullable Guard protectedAccount,
      @Nullable Guard lastAdministrator,
      @Nullable Guard oneself) {}
}
