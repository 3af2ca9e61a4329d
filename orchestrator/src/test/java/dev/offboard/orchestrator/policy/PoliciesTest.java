package dev.offboard.orchestrator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.orchestrator.saga.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

class PoliciesTest {
  @Test
  void the_shipped_policies_are_what_they_say() throws IOException {
    Policies shipped = shipped();
    assertThat(shipped.known())
        .containsExactly(
            "contract-end",
            "erasure-request",
            "immediate-termination",
            "planned-departure",
            "role-change",
            "tenant-churn");
    assertThat(shipped.scopeOf(new ReasonCode("role-change"))).isEqualTo(Scope.ROLES);
    assertThat(shipped.scopeOf(new ReasonCode("contract-end"))).isEqualTo(Scope.USER);
    var termination = shipped.of(new ReasonCode("immediate-termination")).orElseThrow();
    assertThat(termination.onRefusal()).isEqualTo(Refusal.HOLD);
    assertThat(termination.version()).isEqualTo(2);
    assertThat(termination.priority()).isEqualTo(Priority.URGENT);
    assertThat(termination.deadlines()).containsEntry(Phase.REVOKE, Duration.ofMinutes(2));
    var erasure = shipped.of(new ReasonCode("erasure-request")).orElseThrow();
    assertThat(erasure.gracePeriod()).isZero();
    var departure = shipped.of(new ReasonCode("planned-departure")).orElseThrow();
    assertThat(departure.onRefusal()).isEqualTo(Refusal.REINSTATE);
    assertThat(departure.gracePeriod()).isEqualTo(Duration.ofDays(14));
    assertThat(departure.priority()).isEqualTo(Priority.NORMAL);
  }

  @Test
  void nobody_is_offboarded_for_a_reason_that_is_not_configured() throws IOException {
    assertThat(shipped().of(new ReasonCode("bad-mood"))).isEmpty();
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
    assertThatThrownBy(() -> new Policies(new PolicyProperties(Map.of())))
        .hasMessageContaining("offboard.policies is empty");
  }

  private static Policies with(String key, String value) {
    Map<String, String> policy =
        new java.util.HashMap<>(
            Map.of(
                "offboard.policies.leaver.version", "1",
                "offboard.policies.leaver.on-refusal", "HOLD",
                "offboard.policies.leaver.grace-period", "7d"));
    policy.put("offboard.policies.leaver." + key, value);
    return new Policies(
        new Binder(new MapConfigurationPropertySource(policy))
            .bind("offboard", PolicyProperties.class)
            .get());
  }

  private static Policies shipped() throws IOException {
    List<PropertySource<?>> yaml =
        new YamlPropertySourceLoader().load("shipped", new ClassPathResource("application.yml"));
    return new Policies(
        new Binder(ConfigurationPropertySources.from(yaml))
            .bind("offboard", PolicyProperties.class)
            .get());
  }
}
