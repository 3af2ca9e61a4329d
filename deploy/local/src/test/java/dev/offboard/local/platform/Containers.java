package dev.offboard.local.platform;

import dev.offboard.local.kafka.KafkaAccess;
import dev.offboard.local.postgres.SuperuserAccess;
import dev.offboard.local.runtime.External;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/// PostgreSQL and Kafka in containers, as production has them; Connect and the services stay
/// processes of ours. `OFFBOARD_TEST_CONTAINERS=off` keeps the tests on the embedded runtime even
/// if Docker answers.
final class Containers implements AutoCloseable {
  private static final String SWITCH = "OFFBOARD_TEST_CONTAINERS";
  private static final String SUPERUSER = "postgres";
  private static final String PASSWORD = "only-in-this-test";
  private static final int POSTGRES_PORT = 5432;
  private static final String LARGEST_RECORD_BYTES = Integer.toString(4 * 1024 * 1024);

  private final PostgreSQLContainer postgres =
      new PostgreSQLContainer(DockerImageName.parse("postgres:18"))
          .withUsername(SUPERUSER)
          .withPassword(PASSWORD)
          .withCommand(
              "postgres",
              "-c",
              "wal_level=logical",
              "-c",
              "max_connections=120",
              "-c",
              "fsync=off");
  private final KafkaContainer kafka =
      new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1"))
          .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
          .withEnv("KAFKA_MESSAGE_MAX_BYTES", LARGEST_RECORD_BYTES)
          .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "3000")
          .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");

  private Containers() {}

  /// Ready to be started; empty when there is no Docker or it isn't wanted.
  static Optional<Containers> ifDockerAnswers() {
    return "off".equals(System.getenv(SWITCH))
            || !DockerClientFactory.instance().isDockerAvailable()
        ? Optional.empty()
        : Optional.of(new Containers());
  }

  /// Starts both; returns where they are.
  External start() {
    postgres.start();
    kafka.start();
    return new External(
        new SuperuserAccess(
            postgres.getHost(), postgres.getMappedPort(POSTGRES_PORT), SUPERUSER, PASSWORD),
        KafkaAccess.open(kafka.getBootstrapServers()));
  }

  @Override
  public void close() {
    kafka.stop();
    postgres.stop();
  }
}
