package dev.offboard.orchestrator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.orchestrator.saga.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

class ShippedPoliciesTest {
  @Test
  void the_shipped_policies_are_what_they_say() throws IOException {
    ShippedPolicies shipped = shipped();
    assertThat(shipped.byReason().keySet())
        .containsExactly(
            "contract-end",
            "erasure-request",
            "immediate-termination",
            "planned-departure",
            "role-change",
            "tenant-churn");
    assertThat(policy(shipped, "role-change").scope()).isEqualTo(Scope.ROLES);
    assertThat(policy(shipped, "contract-end").scope()).isEqualTo(Scope.USER);
    var termination = policy(shipped, "immediate-termination").settings();
    assertThat(termination.onRefusal()).isEqualTo(Refusal.HOLD);
    assertThat(termination.version()).isEqualTo(2);
    assertThat(termination.priority()).isEqualTo(Priority.URGENT);
    assertThat(termination.deadlines()).containsEntry(Phase.REVOKE, Duration.ofMinutes(2));
    var erasure = policy(shipped, "erasure-request").settings();
    assertThat(erasure.gracePeriod()).isZero();
    var departure = policy(shipped, "planned-departure").settings();
    assertThat(departure.onRefusal()).isEqualTo(Refusal.REINSTATE);
    assertThat(departure.gracePeriod()).isEqualTo(Duration.ofDays(14));
    assertThat(departure.priority()).isEqualTo(Priority.NORMAL);
  }

  @Test
  void a_policy_that_cannot_be_kept_stops_the_start_and_says_why() {
    assertThatThrownBy(() -> with("grace-period", "-1d")).hasMessageContaining("expected: >= 0");
    assertThatThrownBy(() -> with("version", "0"))
        .hasMessageContaining("version: 0 (expected: >= 1)");
    assertThatThrownBy(() -> with("attention-after", "0")).hasMessageContaining("attentionAfter");
    assertThatThrownBy(() -> with("deadlines.revoke", "0s")).hasMessageContaining("expected: > 0");
    assertThatThrownBy(() -> with("deadlines.later", "1h"))
        .hasMessageContaining("phase: \"later\"");
    assertThatThrownBy(() -> with("on-refusal", ""))
        .hasMessageContaining("offboard.policies.leaver")
        .hasMessageContaining("on-refusal (HOLD or REINSTATE) is missing");
    assertThatThrownBy(() -> with("scope", "ROLES"))
        .hasMessageContaining("expected: NEVER, because scope ROLES keeps the account");
    assertThatThrownBy(() -> new ShippedPolicies(new PolicyProperties(Map.of())))
        .hasMessageContaining("offboard.policies is empty");
  }

  private static Policy policy(ShippedPolicies shipped, String reason) {
    return Objects.requireNonNull(shipped.byReason().get(reason));
  }

  private static ShippedPolicies with(String key, String value) {
    Map<String, String> policy =
        new java.util.HashMap<>(
            Map.of(
                "offboard.policies.leaver.version", "1",
                "offboard.policies.leaver.on-refusal", "HOLD",
                "offboard.policies.leaver.grace-period", "7d"));
    policy.put("offboard.policies.leaver." + key, value);
    return new ShippedPolicies(
        new Binder(new MapConfigurationPropertySource(policy))
            .bind("offboard", PolicyProperties.class)
            .get());
  }

  private static ShippedPolicies shipped() throws IOException {
    List<PropertySource<?>> yaml =
        new YamlPropertySourceLoader().load("shipped", new ClassPathResource("application.yml"));
    return new ShippedPolicies(
        new Binder(ConfigurationPropertySources.from(yaml))
            .bind("offboard", PolicyProperties.class)
            .get());
  }
}
