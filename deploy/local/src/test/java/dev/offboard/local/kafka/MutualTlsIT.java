package dev.offboard.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.Topics;
import dev.offboard.local.runtime.Distribution;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker that asks for certificates, made as `docs/security.md` says: by the script and the two
/// property files of `deploy/kafka`, with the same access rules.
class MutualTlsIT {
  private static final Path DEFINITIONS = Distribution.current().root().resolve("deploy/kafka");
  private static final String HOST = "localhost";
  private static final short ONE_BROKER = 1;

  @TempDir private static Path folder;
  private static Path ours;
  private static Path anothers;
  private static String bootstrapServers;
  private static KafkaRaftServer broker;

  @BeforeAll
  static void a_broker_that_asks_for_certificates() throws Exception {
    ours = certificates("ours", "orchestrator", "session");
    anothers = certificates("anothers", "orchestrator");
    List<Integer> ports = freePorts(3);
    KafkaLogin admin = KafkaLogin.admin("only-in-this-test");
    Properties properties = new Properties();
    Path log = folder.resolve("log");
    properties.load(
        new StringReader(new BrokerConfiguration(log, ports.get(0), ports.get(1), admin).text()));
    properties.putAll(
        filled(
            "mutual-tls-broker.properties",
            Map.of("folder", ours.toString(), "password", password(ours))));
    properties.merge(
        "listeners", "SSL://127.0.0.1:%d".formatted(ports.get(2)), MutualTlsIT::joined);
    properties.merge(
        "advertised.listeners", "SSL://%s:%d".formatted(HOST, ports.get(2)), MutualTlsIT::joined);
    properties.merge("listener.security.protocol.map", "SSL:SSL", MutualTlsIT::joined);
    Broker.format(log, Uuid.randomUuid().toString());
    broker = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    broker.startup();
    bootstrapServers = "%s:%d".formatted(HOST, ports.get(2));
    KafkaAccess administrator =
        new KafkaAccess("127.0.0.1:%d".formatted(ports.get(0)), Optional.of(admin));
    new dev.offboard.local.kafka.Topics(administrator, ONE_BROKER)
        .create(TopicDefinition.read(DEFINITIONS.resolve("topics.txt")));
    List<AccessRule> rules = AccessRule.read(DEFINITIONS.resolve("access.txt"));
    new AccessControl(administrator)
        .establish(
            rules,
            AccessRule.principals(rules).stream()
                .collect(Collectors.toMap(it -> it, it -> "not-used")));
    // the controller has taken the rules; the broker follows a moment later
    Map<String, Object> orchestrator = service("orchestrator");
    Awaitility.await("the rules are in force")
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .untilAsserted(() -> send(orchestrator, Topics.LIFECYCLE));
  }

  @AfterAll
  static void the_broker_ends() {
    if (broker != null) {
      broker.shutdown();
      broker.awaitShutdown();
    }
  }

  @Test
  void a_service_writes_what_is_its_own_by_its_certificate() throws Exception {
    Map<String, Object> orchestrator = service("orchestrator");
    Map<String, Object> session = service("session");

    assertThatCode(() -> send(orchestrator, Topics.LIFECYCLE)).doesNotThrowAnyException();
    assertThatCode(() -> send(session, Topics.LIFECYCLE + "-dlt")).doesNotThrowAnyException();
  }

  @Test
  void by_another_services_certificate_it_is_refused() throws Exception {
    Map<String, Object> session = service("session");

    for (String topic : List.of(Topics.LIFECYCLE, Topics.REPORTS, Topics.HISTORY)) {
      assertThatThrownBy(() -> send(session, topic))
          .as(topic)
          .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void who_has_no_certificate_is_not_let_in() throws Exception {
    Map<String, Object> nobody = service("session");
    nobody.keySet().removeIf(it -> it.startsWith("ssl.key"));

    assertThatThrownBy(() -> send(nobody, Topics.LIFECYCLE + "-dlt"))
        .hasStackTraceContaining(SslAuthenticationException.class.getName());
  }

  @Test
  void who_has_one_of_another_authority_is_not_let_in() throws Exception {
    Map<String, Object> stranger = service("orchestrator");
    stranger.put("ssl.keystore.location", anothers.resolve("orchestrator.p12").toString());
    stranger.put("ssl.keystore.password", password(anothers));
    stranger.put("ssl.key.password", password(anothers));

    assertThatThrownBy(() -> send(stranger, Topics.LIFECYCLE))
        .hasStackTraceContaining(SslAuthenticationException.class.getName());
  }

  @Test
  void a_broker_that_cannot_show_our_authoritys_certificate_is_not_believed() throws Exception {
    Map<String, Object> orchestrator = service("orchestrator");
    orchestrator.put("ssl.truststore.location", anothers.resolve("trust.p12").toString());
    orchestrator.put("ssl.truststore.password", password(anothers));

    assertThatThrownBy(() -> send(orchestrator, Topics.LIFECYCLE))
        .hasStackTraceContaining(SslAuthenticationException.class.getName());
  }

  private static void send(Map<String, Object> settings, String topic) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "it/tls", "{}")).get(60, TimeUnit.SECONDS);
    }
  }

  /// What Spring makes of the file.
  private static Map<String, Object> service(String name) throws IOException {
    Properties all =
        filled(
            "mutual-tls-service.properties",
            Map.of(
                "offboard.tls.folder",
                ours.toString(),
                "offboard.tls.password",
                password(ours),
                "spring.application.name",
                name));
    Map<String, Object> settings = new HashMap<>();
    String prefix = "spring.kafka.properties.";
    for (String property : all.stringPropertyNames()) {
      assertThat(property).startsWith(prefix);
      settings.put(property.substring(prefix.length()), all.getProperty(property));
    }
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("max.block.ms", 60_000);
    return settings;
  }

  private static Properties filled(String file, Map<String, String> values) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(DEFINITIONS.resolve(file))) {
      properties.load(in);
    }
    properties.replaceAll(
        (property, value) -> {
          String text = value.toString();
          for (Map.Entry<String, String> it : values.entrySet()) {
            text = text.replace("${%s}".formatted(it.getKey()), it.getValue());
          }
          return text;
        });
    return properties;
  }

  private static Path certificates(String authority, String... names) throws Exception {
    Path target = folder.resolve(authority);
    ProcessBuilder script =
        new ProcessBuilder(
            DEFINITIONS.resolve("certificates.sh").toString(), target.toString(), HOST);
    script.command().addAll(List.of(names));
    script
        .environment()
        .merge(
            "PATH",
            Path.of(System.getProperty("java.home"), "bin").toString(),
            (path, java) -> java + ":" + path);
    Process process = script.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    return target;
  }

  private static String password(Path certificates) throws IOException {
    return Files.readString(certificates.resolve("store.password")).strip();
  }

  private static Object joined(Object some, Object more) {
    return some + "," + more;
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sockets.add(new ServerSocket(0));
    }
    List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }
}
