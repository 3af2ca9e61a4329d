package dev.offboard.local.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.UserRef;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  @Test
  void a_user_is_written_with_its_tenant() {
    assertThat(new Arguments.OfUser().convert("acme/u1")).isEqualTo(UserRef.of("acme", "u1"));
    assertThatThrownBy(() -> new Arguments.OfUser().convert("u1"))
        .hasMessageContaining("expected: TENANT/USER");
    assertThatThrownBy(() -> new Arguments.OfUser().convert("acme/"))
        .hasMessageContaining("userId: \"\"");
  }

  @Test
  void a_role_is_written_with_its_application() {
    assertThat(new Arguments.OfRole().convert("crm/manager"))
        .isEqualTo(new HeldRole("crm", "manager"));
    assertThatThrownBy(() -> new Arguments.OfRole().convert("manager"))
        .hasMessageContaining("expected: APPLICATION/ROLE");
    assertThatThrownBy(() -> new Arguments.OfRole().convert("crm/a/b"))
        .hasMessageContaining("role: \"a/b\"");
  }

  @Test
  void an_instant_needs_its_offset() {
    assertThat(new Arguments.OfInstant().convert("2026-12-31T17:00:00+01:00"))
        .isEqualTo(Instant.parse("2026-12-31T16:00:00Z"));
    assertThatThrownBy(() -> new Arguments.OfInstant().convert("2026-12-31T17:00:00"))
        .hasMessageContaining("with an offset");
  }
}
