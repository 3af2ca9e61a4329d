package dev.offboard.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class UserNameTest {
  @Test
  void case_and_form_make_no_difference() {
    assertThat(UserName.keyOf("JANE@Example.COM")).isEqualTo("jane@example.com");
    assertThat(UserName.keyOf("Ju\u0308rgen")).isEqualTo(UserName.keyOf("JÜRGEN"));
    assertThat(UserName.keyOf("ｊａｎｅ")).isEqualTo("jane");
  }

  @Test
  void the_locale_of_the_machine_makes_no_difference() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("tr"));
      assertThat(UserName.keyOf("INGRID")).isEqualTo("ingrid");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void different_names_stay_different() {
    assertThat(UserName.keyOf("jane")).isNotEqualTo(UserName.keyOf("janè"));
  }
}
