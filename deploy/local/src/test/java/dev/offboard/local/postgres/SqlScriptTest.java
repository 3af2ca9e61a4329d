package dev.offboard.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.local.journal.PlatformFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
  @Test
  void a_variable_becomes_a_quoted_literal() {
    SqlScript script = new SqlScript("roles.sql", "ALTER ROLE relay PASSWORD :'relay_password';");

    assertThat(script.with(Map.of("relay_password", "s3cret")).text())
        .isEqualTo("ALTER ROLE relay PASSWORD 's3cret';");
  }

  @Test
  void a_quote_in_a_value_cannot_end_the_literal() {
    SqlScript script = new SqlScript("x.sql", "SELECT :'value'");

    assertThat(script.with(Map.of("value", "a'; DROP TABLE t; --$1\\")).text())
        .isEqualTo("SELECT 'a''; DROP TABLE t; --$1\\'");
  }

  @Test
  void a_cast_is_no_variable() {
    SqlScript script = new SqlScript("x.sql", "SELECT '1'::text, now()::date");

    assertThat(script.with(Map.of()).text()).isEqualTo("SELECT '1'::text, now()::date");
  }

  @Test
  void a_variable_without_a_value_is_named() {
    SqlScript script = new SqlScript("roles.sql", "SELECT :'identity_password'");

    assertThatThrownBy(() -> script.with(Map.of("session_password", "x")))
        .isInstanceOf(PlatformFailure.class)
        .hasMessage(
            "roles.sql uses :'identity_password', which has no value. The script was not run");
  }

  @Test
  void its_text_is_not_shown_because_it_may_hold_secrets() {
    assertThat(new SqlScript("roles.sql", "PASSWORD 's3cret'")).hasToString("SqlScript[roles.sql]");
  }
}
