package dev.offboard.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretsTest {
  @Test
  void a_printed_request_shows_no_password() {
    UserBody body =
        new UserBody(
            "jane", "employee", null, null, null, null, new Password("s3cret-s3cret"), null, null);

    assertThat(body.toString()).contains("hidden").doesNotContain("s3cret");
    assertThat(new PasswordHash("$2a$10$abc").toString()).doesNotContain("$2a$");
  }
}
