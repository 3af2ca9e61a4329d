package dev.offboard.local.kafka;

import dev.offboard.local.journal.PlatformFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/// Makes the topics that are defined. One that exists already stays as it is, whatever its
/// settings.
///
/// @param replication the installation's number of copies: 1 for one broker, 3 in production
public record Topics(KafkaAccess broker, short replication) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Returns when every topic exists; how many of them are new.
  public int create(List<TopicDefinition> definitions) {
    Map<String, Object> settings =
        broker.settings(
            Map.of(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis()));
    try (Admin admin = Admin.create(settings)) {
      List<NewTopic> topics =
          definitions.stream()
              .map(
                  it ->
                      new NewTopic(it.name(), it.partitions(), replication).configs(it.settings()))
              .toList();
      return (int)
          admin.createTopics(topics).values().entrySet().stream()
              .filter(entry -> isNew(entry.getKey(), entry.getValue()))
              .count();
    }
  }

  private boolean isNew(String topic, KafkaFuture<Void> creation) {
    try {
      creation.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw failed(topic, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw failed(topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(topic, e);
    }
  }

  private PlatformFailure failed(String topic, Throwable cause) {
    return new PlatformFailure(
        "Topic %s could not be made on %s: %s. The services are not started; run `offboard up` again"
            .formatted(topic, broker, cause.getMessage()),
        cause);
  }
}
