package dev.offboard.orchestrator.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.orchestrator.signin.BrowserSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A new installation, with the file that `./offboard up` makes.
class FirstAdministratorSliceTest extends BrowserSlice {
  @TempDir static Path secrets = Path.of("");

  @DynamicPropertySource
  static void file(DynamicPropertyRegistry properties) throws IOException {
    Path file = Files.writeString(secrets.resolve("first"), "a password for the first time\n");
    properties.add("offboard.sign-in.first-administrator-file", file::toString);
  }

  @Test
  void the_first_person_comes_in_with_the_password_of_the_file_and_changes_it() throws IOException {
    assertThat(browser().signIn("administrator", "a password for the first time").location())
        .isEqualTo("/password");
    String id =
        jdbc.sql("SELECT subject FROM person WHERE name_key = 'administrator'")
            .query(String.class)
            .single();
    assertThat(changes(id)).containsExactly("account-created", "first-sign-in");
    assertThat(told(id).getLast().path("roles")).hasSize(7);

    Files.writeString(secrets.resolve("first"), "another password for it");
    context.getBean(FirstAdministrator.class).run(new DefaultApplicationArguments());

    assertThat(browser().signIn("administrator", "another password for it").status())
        .isEqualTo(401);
    assertThat(jdbc.sql("SELECT count(*) FROM person").query(Integer.class).single()).isEqualTo(1);
  }
}
