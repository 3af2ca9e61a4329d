package dev.offboard.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final UUID KEY = UUID.fromString("0190a0a0-0000-7000-8000-000000000001");
  private static final List<HeldRole> HELD =
      List.of(new HeldRole("wiki", "editor"), new HeldRole("crm", "viewer"));

  @Test
  void a_plan_has_one_form_whatever_order_its_parts_come_in() {
    String json = plan(HELD).json();
    assertThat(json)
        .isEqualTo(
            "{\"apiKeys\":[\"0190a0a0-0000-7000-8000-000000000001\"],"
                + "\"effectiveAt\":\"2026-12-01T17:00:00Z\",\"epoch\":3,\"guards\":[\"administrator\"],"
                + "\"policy\":{\"name\":\"planned-departure\",\"version\":2},"
                + "\"reason\":\"planned-departure\",\"roles\":[\"crm/viewer\",\"wiki/editor\"],"
                + "\"tenantId\":\"acme\",\"userId\":\"u-1\"}");
    assertThat(plan(HELD.reversed()).json()).isEqualTo(json);
    assertThat(Plan.hashOf(json)).hasSize(64).isEqualTo(Plan.hashOf(plan(HELD).json()));
  }

  @Test
  void its_time_can_be_read_again_and_its_difference_named() {
    String json = plan(HELD).json();
    assertThat(Plan.effectiveAtOf(json)).isEqualTo(Instant.parse("2026-12-01T17:00:00Z"));
    assertThat(Plan.effectiveAtOf("{}")).isNull();
    assertThat(Plan.difference(json, plan(List.of()).json())).isEqualTo("roles");
    assertThat(Plan.difference(json, json)).isEmpty();
  }

  private static Plan plan(List<HeldRole> held) {
    return new Plan(
        new Wanted(
            UserRef.of("acme", "u-1"),
            new ReasonCode("planned-departure"),
            new PolicySnapshot(
                "planned-departure", 2, Duration.ofDays(1), Map.of(), Refusal.HOLD, 3),
            Instant.parse("2026-12-01T17:00:00Z"),
            List.of()),
        new Epoch(3),
        List.of("administrator"),
        held,
        List.of(KEY));
  }
}
