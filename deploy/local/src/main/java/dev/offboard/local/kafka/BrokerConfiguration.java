package dev.offboard.local.kafka;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The broker's server properties: one node, this machine only, topics made on purpose only.
record BrokerConfiguration(Path logDirectory, int port, int controllerPort, KafkaLogin admin) {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  static final String LOG_DIRECTORY = "log.dirs";
  static final String ADDRESS = "advertised.listeners";
  private static final String LISTENER = "SASL_PLAINTEXT";
  private static final String PLAIN = "PLAIN";

  /// A record carries the reports of one polled batch; see `deploy/kafka/topics.txt`.
  private static final int LARGEST_RECORD_BYTES = 4 * 1024 * 1024;

  /// Each partition of an internal topic costs files and start-up time; one node gains nothing from
  /// more.
  private static final int INTERNAL_PARTITIONS = 4;

  /// In the format of a properties file.
  String text() {
    return properties().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
        .collect(Collectors.joining("\n", "# Written at every start.\n", "\n"));
  }

  private Map<String, String> properties() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("process.roles", "broker,controller");
    all.put("node.id", Integer.toString(NODE_ID));
    all.put(LOG_DIRECTORY, logDirectory.toString());
    all.put(
        "listeners",
        LISTENER
            + "://127.0.0.1:%d,%s://127.0.0.1:%d"
                .formatted(port, CONTROLLER_LISTENER, controllerPort));
    all.put(ADDRESS, LISTENER + "://127.0.0.1:%d".formatted(port));
    all.put("controller.listener.names", CONTROLLER_LISTENER);
    all.put(
        "listener.security.protocol.map",
        "%s:%s,%s:%s".formatted(LISTENER, LISTENER, CONTROLLER_LISTENER, LISTENER));
    access(all);
    all.put("controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE_ID, controllerPort));
    all.put("auto.create.topics.enable", "false");
    all.put("message.max.bytes", Integer.toString(LARGEST_RECORD_BYTES));
    all.put("replica.fetch.max.bytes", Integer.toString(LARGEST_RECORD_BYTES));
    internalTopics(all);
    smallMachine(all);
    return all;
  }

  /// The broker lets itself in as the administrator, by a password in its own configuration: who
  /// else may come in stands in its metadata, which nobody has read yet when it starts.
  private void access(Map<String, String> all) {
    all.put("security.inter.broker.protocol", LISTENER);
    all.put("sasl.enabled.mechanisms", "SCRAM-SHA-256,PLAIN");
    all.put("sasl.mechanism.inter.broker.protocol", PLAIN);
    all.put("sasl.mechanism.controller.protocol", PLAIN);
    String itself =
        "%s user_%s=\"%s\";"
            .formatted(admin.jaas().replace(";", ""), admin.user(), admin.password());
    for (String listener : List.of(LISTENER, CONTROLLER_LISTENER)) {
      String prefix = "listener.name." + listener.toLowerCase(Locale.ROOT);
      all.put(prefix + ".plain.sasl.jaas.config", itself);
    }
    all.put("listener.name.controller.sasl.enabled.mechanisms", PLAIN);
    all.put(
        "listener.name.%s.scram-sha-256.sasl.jaas.config"
            .formatted(LISTENER.toLowerCase(Locale.ROOT)),
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    all.put("allow.everyone.if.no.acl.found", "false");
    all.put("super.users", "User:" + admin.user());
  }

  private static void internalTopics(Map<String, String> all) {
    all.put("default.replication.factor", "1");
    all.put("min.insync.replicas", "1");
    all.put("offsets.topic.replication.factor", "1");
    all.put("offsets.topic.num.partitions", Integer.toString(INTERNAL_PARTITIONS));
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("transaction.state.log.num.partitions", "1");
    all.put("share.coordinator.state.topic.replication.factor", "1");
    all.put("share.coordinator.state.topic.min.isr", "1");
    all.put("share.coordinator.state.topic.num.partitions", "1");
    // consumers of one machine come up together or not at all: nothing to wait for
    all.put("group.initial.rebalance.delay.ms", "0");
    // a killed service or relay is missed after this; the default floor is 6 s
    all.put("group.min.session.timeout.ms", "3000");
  }

  private static void smallMachine(Map<String, String> all) {
    all.put("num.network.threads", "2");
    all.put("num.io.threads", "4");
    all.put("num.replica.fetchers", "1");
    all.put("log.cleaner.threads", "1");
    // the least the cleaner accepts; its default takes 128 MB of heap
    all.put("log.cleaner.dedupe.buffer.size", "2097152");
    all.put("log.segment.bytes", Integer.toString(256 * 1024 * 1024));
    // a broker that was killed is only let in again when its former self has expired; the default
    // is 9 s
    all.put("broker.session.timeout.ms", "2500");
    all.put("broker.heartbeat.interval.ms", "500");
  }
}
