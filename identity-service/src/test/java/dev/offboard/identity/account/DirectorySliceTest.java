package dev.offboard.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Topics;
import dev.offboard.identity.Company;
import dev.offboard.identity.Company.Answer;
import dev.offboard.identity.IdentitySlice;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@IdentitySlice
class DirectorySliceTest {
  private static final String JANE =
      "{\"userName\":\"Jane\",\"kind\":\"employee\",\"displayName\":\"Jane Doe\"}";

  @Autowired Company company;
  @Autowired ApplicationContext context;

  @Test
  void a_new_user_is_active_in_epoch_1() {
    company.hasTenant("dir-1");

    Answer answer = company.put(Company.userPath("dir-1", "u1"), JANE);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().toString())
        .isEqualTo(
            "{\"tenantId\":\"dir-1\",\"userId\":\"u1\",\"kind\":\"employee\",\"status\":\"ACTIVE\",\"epoch\":1,\"protected\":false,\"administrator\":false,\"userName\":\"Jane\",\"displayName\":\"Jane"
                + " Doe\"}");
    assertThat(company.getUser("dir-1", "u1").body()).isEqualTo(answer.body());
  }

  @Test
  void the_same_again_changes_nothing() {
    company.hasUser("dir-2", "u1");
    String before = rowOf("dir-2", "u1");

    assertThat(company.putUser("dir-2", "u1", "").status()).isEqualTo(200);

    assertThat(rowOf("dir-2", "u1")).isEqualTo(before);
  }

  @Test
  void a_changed_profile_is_stored_and_an_absent_field_is_cleared() {
    company.hasUser("dir-3", "u1");

    Answer answer =
        company.put(
            Company.userPath("dir-3", "u1"), "{\"userName\":\"new-name\",\"kind\":\"contractor\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(company.getUser("dir-3", "u1").body()).isEqualTo(answer.body());
    assertThat(answer.text("kind")).isEqualTo("contractor");
    assertThat(answer.body().has("mail")).isFalse();
  }

  @Test
  void another_contract_is_kept_and_told_until_a_put_says_it_no_more() {
    company.hasUser("dir-9", "u1");
    String until = ",\"otherContractUntil\":\"2027-07-01T00:00:00+02:00\"";
    company.putUser("dir-9", "u1", until);
    String before = rowOf("dir-9", "u1");

    assertThat(company.putUser("dir-9", "u1", until).text("otherContractUntil"))
        .isEqualTo("2027-06-30T22:00:00Z");
    assertThat(rowOf("dir-9", "u1")).as("the same again").isEqualTo(before);
    assertThat(lookedUp("dir-9", "u1")).contains("\"otherContractUntil\":\"2027-06-30T22:00:00Z\"");

    company.putUser("dir-9", "u1", "");
    assertThat(lookedUp("dir-9", "u1")).doesNotContain("otherContractUntil");
  }

  private String lookedUp(String tenant, String user) {
    return company
        .post(
            "/api/users/look-ups",
            "{\"users\":[{\"tenantId\":\"%s\",\"userId\":\"%s\"}]}".formatted(tenant, user))
        .body()
        .toString();
  }

  @Test
  void a_put_without_password_or_protection_leaves_both_as_they_are() {
    company.hasProtectedUser("dir-4", "u1");

    Answer answer =
        company.put(
            Company.userPath("dir-4", "u1"),
            "{\"userName\":\"u1@example.com\",\"kind\":\"employee\"}");

    assertThat(answer.body().get("protected").asBoolean()).isTrue();
    assertThat(company.signIn("dir-4", "u1").status()).isEqualTo(200);
  }

  @Test
  void a_user_name_is_unique_in_its_tenant_whatever_the_case() {
    company.hasTenant("dir-5");
    company.hasTenant("dir-6");
    company.put(Company.userPath("dir-5", "u1"), JANE);

    Answer taken =
        company.put(
            Company.userPath("dir-5", "u2"), "{\"userName\":\"JANE\",\"kind\":\"customer\"}");
    Answer elsewhere = company.put(Company.userPath("dir-6", "u2"), JANE);

    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.code()).isEqualTo("user-name-taken");
    assertThat(elsewhere.status()).isEqualTo(201);
    assertThat(company.getUser("dir-5", "u2").status()).isEqualTo(404);
  }

  @Test
  void an_unknown_tenant_and_an_unknown_user_are_told_apart() {
    company.hasTenant("dir-7");

    assertThat(company.getUser("dir-7", "nobody").code()).isEqualTo("user-unknown");
    assertThat(company.getUser("nowhere", "nobody").code()).isEqualTo("tenant-unknown");
    assertThat(company.putUser("nowhere", "u1", "").code()).isEqualTo("tenant-unknown");
    assertThat(company.postKey("dir-7", "nobody").code()).isEqualTo("user-unknown");
    assertThat(company.getUser("nowhere", "nobody").status()).isEqualTo(404);
  }

  @Test
  void nobody_is_put_once_the_offboarding_has_begun() {
    company.hasUser("dir-8", "u1");
    Deliveries lifecycle = Deliveries.to(context, Topics.LIFECYCLE);
    Story known = Story.offboardingOf("dir-8", "u1");
    Story stranger = Story.offboardingOf("dir-8", "stranger");

    lifecycle.deliver(known.deprovisioned(), stranger.deprovisioned());
    assertThat(company.putUser("dir-8", "u1", "").code()).isEqualTo("user-deprovisioned");
    assertThat(company.putUser("dir-8", "stranger", "").code()).isEqualTo("user-deprovisioned");

    lifecycle.deliver(known.erased(), stranger.erased());
    assertThat(company.putUser("dir-8", "u1", "").code()).isEqualTo("user-erased");
    assertThat(company.putUser("dir-8", "stranger", "").code()).isEqualTo("user-erased");
    assertThat(company.putUser("dir-8", "stranger", "").status()).isEqualTo(409);
    assertThat(company.getUser("dir-8", "stranger").code()).isEqualTo("user-unknown");
  }

  private String rowOf(String tenantId, String userId) {
    return company
        .owner()
        .sql(
            """
            SELECT a::text || p::text FROM account a JOIN password p USING (tenant_id, user_id)
            WHERE tenant_id = ? AND user_id = ?
            """)
        .params(tenantId, userId)
        .query(String.class)
        .single();
  }
}
