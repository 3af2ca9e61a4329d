package dev.offboard.local.connect;

import dev.offboard.local.kafka.KafkaAccess;
import dev.offboard.local.kafka.KafkaCredentials;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The worker's configuration, in the format of a properties file: a single member whose REST
/// interface only this machine or container reaches, and asks for a [RestLogin].
///
/// @param relayPassword what connector files call `${password:relay}`
public record WorkerConfiguration(KafkaAccess kafka, int port, Path relayPassword) {
  /// The worker's own clients, and those that its connector's producer is made with.
  private static final List<String> CLIENTS = List.of("", "producer.", "consumer.", "admin.");

  /// The whole file.
  public String text() {
    return """
    # Written at every start.
    bootstrap.servers=%s
    group.id=offboarding-relay
    listeners=http://127.0.0.1:%d
    rest.advertised.host.name=127.0.0.1
    rest.advertised.port=%d
    rest.extension.classes=org.apache.kafka.connect.rest.basic.auth.extension.BasicAuthSecurityRestExtension

    config.storage.topic=connect.configs
    offset.storage.topic=connect.offsets
    status.storage.topic=connect.status
    config.storage.replication.factor=1
    offset.storage.replication.factor=1
    status.storage.replication.factor=1
    offset.storage.partitions=1
    status.storage.partitions=1

    # what was sent is confirmed to PostgreSQL this often; after a kill at most this much is sent again
    offset.flush.interval.ms=1000

    # the only member: when it was killed, the next one must not wait for it
    session.timeout.ms=4000
    heartbeat.interval.ms=1000
    rebalance.timeout.ms=10000
    scheduled.rebalance.max.delay.ms=0

    key.converter=org.apache.kafka.connect.storage.StringConverter
    value.converter=org.apache.kafka.connect.storage.StringConverter
    plugin.discovery=service_load
    config.providers=env,password
    config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider
    config.providers.env.param.allowlist.pattern=RELAY_.*
    config.providers.password.class=%s
    config.providers.password.param.relay=%s
    connector.client.config.override.policy=All
    """
            .formatted(
                kafka.bootstrapServers(),
                port,
                port,
                PasswordProvider.class.getName(),
                escaped(relayPassword.toString()))
        + login();
  }

  private String login() {
    Map<String, String> settings = kafka.login().map(KafkaCredentials::settings).orElse(Map.of());
    return CLIENTS.stream()
        .flatMap(
            client ->
                settings.entrySet().stream()
                    .map(it -> client + it.getKey() + "=" + escaped(it.getValue())))
        .collect(Collectors.joining("\n", "\n", "\n"));
  }

  /// As a value in a properties file.
  private static String escaped(String value) {
    return value.replace("\\", "\\\\");
  }
}
