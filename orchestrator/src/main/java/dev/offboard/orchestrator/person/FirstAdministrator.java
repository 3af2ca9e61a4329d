package dev.offboard.orchestrator.person;

import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.tenancy.Tenancy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/// Lets the first person in: while nobody has an account, the one that the file's password is for
/// gets every role in all tenants, and has to change the password at the first sign-in. Whoever
/// made the file shows it and deletes it; only its hash is kept here.
@Component
final class FirstAdministrator implements ApplicationRunner {
  static final SignInName NAME = new SignInName("administrator");

  private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

  private final People people;
  private final @Nullable Path file;

  FirstAdministrator(
      People people,
      @Value("${offboard.sign-in.first-administrator-file:#{null}}") @Nullable Path file) {
    this.people = people;
    this.file = file;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    if (file != null && Files.exists(file)) {
      Tenancy.askAcrossAll(() -> make(file));
    }
  }

  private boolean make(Path passwordFile) throws IOException {
    if (!people.isEmpty()) {
      return false;
    }
    return people
        .add(
            new People.Wish(NAME, null, Role.GRANTABLE, null),
            new Password(Files.readString(passwordFile).strip()),
            "installation")
        .map(
            it -> {
              log.info("made the first administrator, {}", it.id());
              return true;
            })
        .orElse(false);
  }
}
