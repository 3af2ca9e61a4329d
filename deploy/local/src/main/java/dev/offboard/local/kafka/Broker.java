package dev.offboard.local.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/// The main class of the broker process: one node that is broker and controller. Formats its log
/// directory the first time, then serves until SIGTERM, which stops it cleanly.
public final class Broker {
  private static final short ONE_BROKER = 1;

  private Broker() {}

  /// @param arguments the properties file, the cluster id, the topic definitions, the file to make
  ///   when all of them are there, the access rules and the folder with the passwords of whom they
  ///   name
  public static void main(String[] arguments) throws Exception {
    Properties properties = read(arguments[0]);
    Path readyFile = Path.of(arguments[3]);
    Files.deleteIfExists(readyFile);
    Path log = Path.of(properties.getProperty(BrokerConfiguration.LOG_DIRECTORY));
    if (!Files.isDirectory(log)) {
      format(log, arguments[1]);
    }
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
    try {
      server.startup();
      Path passwords = Path.of(arguments[5]);
      KafkaAccess itself = itself(properties, password(passwords, "admin"));
      createTopics(itself, Path.of(arguments[2]));
      letIn(itself, Path.of(arguments[4]), passwords);
      Files.createFile(readyFile);
    } catch (IOException | RuntimeException | Error e) {
      // the server's threads would keep a process alive that serves nobody
      System.getLogger(Broker.class.getName())
          .log(System.Logger.Level.ERROR, "The broker could not start and ends", e);
      Runtime.getRuntime().halt(1);
    }
    server.awaitShutdown();
  }

  /// Here rather than in the supervisor, which would need a Kafka client's 50 MB for nothing else.
  private static void createTopics(KafkaAccess itself, Path definitions) {
    List<TopicDefinition> topics = TopicDefinition.read(definitions);
    int made = new Topics(itself, ONE_BROKER).create(topics);
    System.out.printf("%d topics are there, %d of them new%n", topics.size(), made);
  }

  private static void letIn(KafkaAccess itself, Path access, Path passwords) throws IOException {
    List<AccessRule> rules = AccessRule.read(access);
    Map<String, String> byPrincipal = new HashMap<>();
    for (String principal : AccessRule.principals(rules)) {
      byPrincipal.put(principal, password(passwords, principal));
    }
    new AccessControl(itself).establish(rules, byPrincipal);
  }

  private static String password(Path folder, String principal) throws IOException {
    return Files.readString(folder.resolve(principal + ".password")).strip();
  }

  private static KafkaAccess itself(Properties properties, String password) {
    String address = properties.getProperty(BrokerConfiguration.ADDRESS).split("://")[1];
    return new KafkaAccess(address, Optional.of(KafkaLogin.admin(password)));
  }

  private static Properties read(String file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      properties.load(in);
    }
    return properties;
  }

  /// Beside its place and renamed, so that a directory that exists is complete whatever interrupted
  /// this.
  static void format(Path log, String clusterId) throws Exception {
    Path beside = emptyDirectoryBeside(log);
    new Formatter()
        .setPrintStream(System.out)
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setNodeId(BrokerConfiguration.NODE_ID)
        .setClusterId(clusterId)
        .setControllerListenerName(BrokerConfiguration.CONTROLLER_LISTENER)
        .setDirectories(List.of(beside.toString()))
        .setMetadataLogDirectory(beside.toString())
        .setUnstableFeatureVersionsEnabled(false)
        .setHasDynamicQuorum(false)
        .setIgnoreFormatted(false)
        .run();
    Files.move(beside, log, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path emptyDirectoryBeside(Path log) throws IOException {
    Files.createDirectories(log.getParent());
    return Files.createTempDirectory(log.getParent(), "formatting-");
  }
}
