package dev.offboard.entitlement.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoleRefTest {
  @Test
  void a_key_is_read_as_it_was_written() {
    RoleRef role = RoleRef.of("crm.eu-1", "sales_admin");

    assertThat(role.key()).isEqualTo("crm.eu-1/sales_admin");
    assertThat(RoleRef.parse(role.key())).isEqualTo(role);
  }

  @Test
  void no_id_holds_a_slash() {
    assertThatThrownBy(() -> RoleRef.of("crm/eu", "admin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("applicationId: \"crm/eu\" (expected: ");
    assertThatThrownBy(() -> RoleRef.of("crm", "a/b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("role: \"a/b\" (expected: ");
    assertThatThrownBy(() -> RoleRef.parse("crm"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("role key: \"crm\" (expected: application/role)");
  }
}
