package dev.offboard.local.scenario;

import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.kafka.ScramUsers;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.postgres.RolePasswords;
import dev.offboard.local.rotation.RotateCommand;
import dev.offboard.local.runtime.RunningPlatform;
import dev.offboard.local.runtime.Service;
import dev.offboard.messaging.password.PasswordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Other passwords while offboardings are asked for and done.
@OnPlatform
class PasswordRotationIT {
  private static final int USERS = 60;
  private static final List<String> PRINCIPALS =
      Stream.concat(Stream.of(Service.values()).map(Service::toString), Stream.of("relay"))
          .toList();

  /// Of the services and of the relay, but not of who asks.
  private static final String THEIRS =
      "FROM pg_stat_activity WHERE usename IN ('%s')".formatted(String.join("','", PRINCIPALS));

  private final Stage stage;

  PasswordRotationIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @BeforeEach
  void ours() {
    assumeTrue(
        stage.canKill("kafka") && stage.canKill("postgres"), "the platform is in containers");
  }

  @AfterEach
  void everything_works_again() {
    stage.awaitReady();
  }

  @Test
  void nothing_is_lost_while_passwords_are_replaced_and_every_connection_comes_back()
      throws Exception {
    List<UserRef> users = stage.companyOf("it-rotation", USERS);
    Map<String, String> roles = rolePasswords();
    Map<String, String> principals = principalPasswords();
    List<OffboardingId> accepted = new CopyOnWriteArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> asked =
          CompletableFuture.runAsync(
              () -> users.subList(0, USERS / 2).forEach(user -> accepted.add(offboard(user))),
              threads);
      rotate();
      asked.join();
    }

    assertThat(roles.keySet()).hasSize(2 * Service.values().length + 1);
    assertThat(rolePasswords()).doesNotContainEntry("session", roles.get("session"));
    theOldOnesAreRefused(roles, principals);

    // nobody can live on a connection from before
    stage.kill("kafka");
    stage.sql("SELECT pg_terminate_backend(pid) " + THEIRS);
    users.subList(USERS / 2, USERS).forEach(user -> accepted.add(offboard(user)));

    accepted.forEach(id -> stage.await("completed", id, it -> it.state() == COMPLETED));
    assertThat(accepted).hasSize(USERS).doesNotHaveDuplicates();
    // also not from a broker that has started again
    theOldOnesAreRefused(roles, principals);
    theNewOnesAreGood();
  }

  /// The worst moment: the server has the new password, the file still the old one.
  @Test
  void connections_come_back_though_the_command_was_killed_and_its_next_run_ends_it()
      throws Exception {
    List<UserRef> users = stage.companyOf("it-rotation-killed", 6);
    for (String principal : PRINCIPALS) {
      Path role = roleFile(principal);
      offer(role);
      roles().change(principal, Files.readString(PasswordFile.offered(role)));
      Path broker = principalFile(principal);
      offer(broker);
      users().letIn(Map.of(principal, Files.readString(PasswordFile.offered(broker))));
    }
    stage.sql("SELECT pg_terminate_backend(pid) %s AND usename <> 'relay'".formatted(THEIRS));

    // a new process has no connection from before, to neither of the two
    stage.kill("session");

    List<OffboardingId> accepted = new ArrayList<>();
    users.forEach(user -> accepted.add(offboard(user)));
    accepted.forEach(id -> stage.await("completed", id, it -> it.state() == COMPLETED));

    rotate();

    theNewOnesAreGood();
    try (Stream<Path> files = Files.walk(secrets())) {
      assertThat(files).noneMatch(it -> it.toString().endsWith(".next"));
    }
  }

  private OffboardingId offboard(UserRef user) {
    return stage.awaitAnswer("accepted", () -> stage.offboard(user, Stage.ERASURE));
  }

  private void rotate() {
    int exit =
        new CommandLine(new RotateCommand())
            .execute("passwords", "--data", stage.coordinates().dataDirectory().toString());
    assertThat(exit).isZero();
  }

  private void theOldOnesAreRefused(Map<String, String> roles, Map<String, String> principals) {
    roles.forEach((name, old) -> stage.await(name + " refused", () -> !roles().isLetIn(name, old)));
    principals.forEach(
        (name, old) -> stage.await(name + " refused", () -> !users().isLetIn(name, old)));
  }

  private void theNewOnesAreGood() throws IOException {
    rolePasswords()
        .forEach((name, now) -> stage.await(name + " let in", () -> roles().isLetIn(name, now)));
    principalPasswords()
        .forEach((name, now) -> stage.await(name + " let in", () -> users().isLetIn(name, now)));
    for (String principal : PRINCIPALS) {
      for (Path file : List.of(roleFile(principal), principalFile(principal))) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  private static void offer(Path file) throws IOException {
    Path beside = Files.writeString(file.resolveSibling("offered"), "offered-" + file.hashCode());
    Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-------"));
    Files.move(beside, PasswordFile.offered(file), StandardCopyOption.ATOMIC_MOVE);
  }

  private Map<String, String> rolePasswords() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (Service service : Service.values()) {
      Path owner = roleFile(service.toString()).resolveSibling("spring.flyway.password");
      all.put(service + "_owner", Files.readString(owner).strip());
    }
    for (String role : PRINCIPALS) {
      all.put(role, Files.readString(roleFile(role)).strip());
    }
    return all;
  }

  private Map<String, String> principalPasswords() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (String principal : PRINCIPALS) {
      all.put(principal, Files.readString(principalFile(principal)).strip());
    }
    return all;
  }

  private Path roleFile(String role) {
    return role.equals("relay")
        ? secrets().resolve("relay.password")
        : secrets().resolve(role).resolve("spring.datasource.password");
  }

  private Path principalFile(String principal) {
    return secrets().resolve("kafka").resolve(principal + ".password");
  }

  private Path secrets() {
    return stage.coordinates().dataDirectory().resolve("secrets");
  }

  private RolePasswords roles() {
    return new RolePasswords(stage.superuser());
  }

  private ScramUsers users() {
    return new ScramUsers(stage.coordinates().kafka());
  }
}
