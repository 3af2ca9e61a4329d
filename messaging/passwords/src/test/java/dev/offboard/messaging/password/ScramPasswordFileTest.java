package dev.offboard.messaging.password;

import static javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag.REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScramPasswordFileTest {
  private static final String MECHANISM = "SCRAM-SHA-256";

  @TempDir private Path folder;

  @Test
  void a_client_says_its_name_and_what_the_file_holds_then() throws Exception {
    Path file = Files.writeString(folder.resolve("session.password"), "old");
    ScramPasswordFile handler = new ScramPasswordFile();
    handler.configure(
        Map.of(),
        MECHANISM,
        List.of(entry(Map.of("username", "session", "passwordFile", file.toString()))));
    NameCallback name = new NameCallback("name");
    PasswordCallback password = new PasswordCallback("password", false);

    handler.handle(new Callback[] {name, new ScramExtensionsCallback(), password});
    assertThat(name.getName()).isEqualTo("session");
    assertThat(password.getPassword()).isEqualTo("old".toCharArray());

    Files.writeString(file, "new");
    handler.handle(new Callback[] {password});
    assertThat(password.getPassword()).isEqualTo("new".toCharArray());
  }

  @Test
  void a_login_without_a_file_is_refused_when_the_client_is_made() {
    assertThatThrownBy(
            () ->
                new ScramPasswordFile()
                    .configure(Map.of(), MECHANISM, List.of(entry(Map.of("username", "session")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("passwordFile");
  }

  private static AppConfigurationEntry entry(Map<String, String> options) {
    return new AppConfigurationEntry("ScramLoginModule", REQUIRED, options);
  }
}
