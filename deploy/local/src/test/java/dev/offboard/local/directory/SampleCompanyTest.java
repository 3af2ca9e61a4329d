package dev.offboard.local.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.UserRef;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleCompanyTest {
  private final ImportFiles sample = ImportFiles.read(SampleCompany.files(), ImportRules.USUAL);

  @Test
  void three_tenants_with_300_users_and_1200_grants_ship_without_a_fault() {
    assertThat(sample.rejections()).isEmpty();
    assertThat(sample.remarks()).isEmpty();
    assertThat(sample.users()).hasSize(300);
    assertThat(sample.grants()).hasSize(1200);
    assertThat(sample.users().stream().map(row -> row.user().tenantId()).distinct()).hasSize(3);
    assertThat(sample.users().stream().map(UserRow::kind).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(UserKind.class));
  }

  @Test
  void every_grant_is_of_a_user_that_ships() {
    Set<UserRef> users = sample.users().stream().map(UserRow::user).collect(Collectors.toSet());

    assertThat(sample.grants()).extracting(GrantRow::user).isSubsetOf(users);
    assertThat(users).contains(SampleCompany.SOMEBODY);
    assertThat(sample.grants().stream().filter(row -> row.user().equals(SampleCompany.SOMEBODY)))
        .hasSize(8);
  }

  @Test
  void every_mail_address_is_an_invented_one() {
    assertThat(sample.users())
        .extracting(UserRow::mail)
        .allSatisfy(mail -> assertThat(mail).matches(".+@([a-z-]+\\.example|example\\.com)"));
  }
}
