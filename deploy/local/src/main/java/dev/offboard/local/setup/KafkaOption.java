package dev.offboard.local.setup;

import dev.offboard.local.kafka.KafkaAccess;
import picocli.CommandLine.Option;

/// Where Kafka is.
final class KafkaOption {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "default: ${DEFAULT-VALUE}")
  private String bootstrapServers = "kafka:9092";

  KafkaAccess access() {
    return KafkaAccess.open(bootstrapServers);
  }
}
