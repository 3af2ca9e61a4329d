package dev.offboard.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.Topics;
import dev.offboard.identity.Company;
import dev.offboard.identity.Company.Answer;
import dev.offboard.identity.IdentitySlice;
import dev.offboard.identity.account.Password;
import dev.offboard.identity.tenant.Tenants;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdentitySlice
class SignInSliceTest {
  private static final Password RIGHT = new Password(Company.PASSWORD);

  @Autowired Company company;
  @Autowired ApplicationContext context;
  @Autowired Tenants tenants;
  @Autowired JdbcClient jdbc;

  @Test
  void the_right_password_signs_in_whatever_the_case_of_the_name() {
    company.hasUser("sign-1", "u1");

    Answer answer = company.signIn("sign-1", "U1@Example.com", Company.PASSWORD);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().toString())
        .isEqualTo("{\"tenantId\":\"sign-1\",\"userId\":\"u1\",\"epoch\":1}");
  }

  @Test
  void every_refusal_looks_the_same() {
    company.hasUser("sign-2", "u1");
    company.hasUser("sign-2", "leaver");
    company.put(
        Company.userPath("sign-2", "no-password"),
        "{\"userName\":\"no-password@example.com\",\"kind\":\"employee\"}");
    Deliveries.to(context, Topics.LIFECYCLE)
        .deliver(Story.offboardingOf("sign-2", "leaver").deprovisioned());

    List<Answer> refusals =
        List.of(
            company.signIn("sign-2", "u1@example.com", "wrong password"),
            company.signIn("sign-2", "nobody"),
            company.signIn("sign-2", "leaver"),
            company.signIn("sign-2", "no-password"));

    assertThat(refusals).extracting(Answer::status).containsOnly(401);
    assertThat(refusals)
        .extracting(answer -> answer.body().toString())
        .containsOnly(refusals.getFirst().body().toString());
  }

  @Test
  void every_refusal_costs_one_hash() {
    company.hasUser("sign-3", "u1");
    company.hasUser("sign-3", "leaver");
    Deliveries.to(context, Topics.LIFECYCLE)
        .deliver(Story.offboardingOf("sign-3", "leaver").deprovisioned());
    CountingEncoder encoder = new CountingEncoder();
    SignIns signIns = new SignIns(tenants, jdbc, new PasswordHashing(encoder));
    TenantId tenant = new TenantId("sign-3");

    for (String name : List.of("u1@example.com", "nobody", "leaver@example.com", "", "a\u0000b")) {
      encoder.compared.clear();
      assertThat(signIns.signIn(tenant, name, new Password("wrong password"))).isEmpty();
      assertThat(encoder.compared).as(name).hasSize(1).doesNotContainNull();
    }
    assertThat(signIns.signIn(tenant, "u1@example.com", RIGHT)).isPresent();
  }

  @Test
  void who_is_deprovisioned_while_the_password_is_hashed_does_not_get_in() {
    company.hasUser("sign-4", "u1");
    Deliveries lifecycle = Deliveries.to(context, Topics.LIFECYCLE);
    CountingEncoder encoder = new CountingEncoder();
    SignIns signIns = new SignIns(tenants, jdbc, new PasswordHashing(encoder));
    encoder.whileComparing =
        () -> lifecycle.deliver(Story.offboardingOf("sign-4", "u1").deprovisioned());

    assertThat(signIns.signIn(new TenantId("sign-4"), "u1@example.com", RIGHT)).isEmpty();
  }

  @Test
  void a_new_password_replaces_the_old_one() {
    company.hasUser("sign-5", "u1");
    company.put(
        Company.userPath("sign-5", "u1"),
        "{\"userName\":\"u1@example.com\",\"kind\":\"employee\",\"password\":\"another"
            + " password\"}");

    assertThat(company.signIn("sign-5", "u1").status()).isEqualTo(401);
    assertThat(company.signIn("sign-5", "u1@example.com", "another password").status())
        .isEqualTo(200);
  }
}
