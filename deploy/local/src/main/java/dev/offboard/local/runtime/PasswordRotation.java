package dev.offboard.local.runtime;

import dev.offboard.local.connect.OutboxConnector;
import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.kafka.KafkaBroker;
import dev.offboard.local.kafka.ScramUsers;
import dev.offboard.local.password.Door;
import dev.offboard.local.password.Replacement;
import dev.offboard.local.postgres.PostgresServer;
import dev.offboard.local.postgres.RolePasswords;
import dev.offboard.local.relay.RelayRepair;
import dev.offboard.local.supervision.Patience;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// Replaces the passwords with which the services and the relay of a running installation are let
/// in by PostgreSQL and Kafka, one after the other and while everything goes on. Killed anywhere,
/// it is done again and ends well ([Replacement]). Not the superuser's and the administrator's,
/// which PostgreSQL's and Kafka's own processes and the supervisor hold.
public final class PasswordRotation {
  private static final String RELAY = "relay";

  /// Beginning to read from its slot.
  private static final Patience RELAY_WORKS =
      new Patience(Duration.ofSeconds(90), Duration.ofMillis(250));

  private final Topology topology;
  private final Secrets secrets;
  private final Journal journal;

  private PasswordRotation(Topology topology) {
    this.topology = topology;
    this.secrets = new Secrets(topology.data());
    this.journal = new Journal(topology.data().journalFile(), Clock.systemUTC());
  }

  /// That of the installation in a data directory. Fails when nothing runs there.
  public static PasswordRotation in(DataDirectory data) {
    return PlatformRecord.read(data)
        .filter(PlatformRecord::isSupervised)
        .map(it -> new PasswordRotation(it.topology(data, Distribution.current())))
        .orElseThrow(
            () ->
                new PlatformFailure(
                    "No platform runs in %s. Nothing was changed; start it with `offboard up`"
                        .formatted(data)));
  }

  /// Returns when every new password is in use and no old one is good for anything.
  ///
  /// @param progress gets a sentence about each
  public void run(Consumer<String> progress) {
    for (Service service : Service.values()) {
      role(service + "_owner", secrets.ownerPasswordFile(service), progress);
      role(service.toString(), secrets.databasePasswordFile(service), progress);
      principal(service.toString(), progress);
    }
    principal(RELAY, progress);
    role(RELAY, secrets.relayPasswordFile(), progress);
    if (topology.scope() == Scope.PLATFORM) {
      beginAgain(topology.relay(), progress);
    }
  }

  private void role(String name, Path file, Consumer<String> progress) {
    RolePasswords roles = new RolePasswords(topology.superuser());
    replace(
        "PostgreSQL role " + name,
        file,
        new Door() {
          @Override
          public void take(String password) {
            roles.change(name, password);
          }

          @Override
          public boolean opensTo(String password) {
            return roles.isLetIn(name, password);
          }
        });
    done(PostgresServer.NAME.value(), "role %s has another password".formatted(name), progress);
  }

  private void principal(String name, Consumer<String> progress) {
    ScramUsers users = new ScramUsers(topology.kafkaAccess());
    replace(
        "Kafka principal " + name,
        secrets.kafkaPasswordFile(name),
        new Door() {
          @Override
          public void take(String password) {
            users.letIn(Map.of(name, password));
          }

          @Override
          public boolean opensTo(String password) {
            return users.isLetIn(name, password);
          }
        });
    done(KafkaBroker.NAME.value(), "principal %s has another password".formatted(name), progress);
  }

  private void replace(String what, Path file, Door door) {
    new Replacement(what, file, door).run(secrets::newSecret);
  }

  /// Debezium tries the password that it was started with again and again: it is started with the
  /// new one before it needs it. What is written meanwhile waits in the outboxes.
  private void beginAgain(RelayRepair relay, Consumer<String> progress) {
    relay.connector().restart();
    if (!RELAY_WORKS.until(relay::works)) {
      throw new PlatformFailure(
          "The relay does not work with its new password: connector %s (expected: running). Nothing is published until it does; see `offboard logs connect` and run the command again"
              .formatted(relay.connector().state()));
    }
    done(OutboxConnector.NAME, "the connector was started again with its new password", progress);
  }

  private void done(String subject, String sentence, Consumer<String> progress) {
    journal.record(subject, Event.Kind.DONE, sentence);
    progress.accept(sentence);
  }
}
