package dev.offboard.local.setup;

import dev.offboard.local.kafka.TopicDefinition;
import dev.offboard.local.kafka.Topics;
import dev.offboard.local.postgres.OffboardDatabase;
import dev.offboard.local.runtime.SigningKeyFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard setup prepare`: the database with its roles and schemas, and the topics: what must be
/// there before the services start. Again changes nothing but the passwords.
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description = "Makes the database, its roles and schemas, and the topics.")
final class PrepareCommand implements Callable<Integer> {
  @Mixin private final DefinitionsOption definitions = new DefinitionsOption();
  @Mixin private final DatabaseOption database = new DatabaseOption();
  @Mixin private final KafkaOption kafka = new KafkaOption();

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "Copies of each topic: one for each of up to three brokers")
  private short replication = 1;

  @Option(
      names = "--signer",
      paramLabel = "DIR",
      description = "Makes the audit log's signing key in there, unless there is one")
  private @Nullable Path signer;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out =
        command == null ? new PrintWriter(System.out) : command.commandLine().getOut();
    new OffboardDatabase(database.access(), definitions.postgresScripts())
        .bootstrap(database.secrets().bootstrapVariables());
    out.println("Roles and schemas are there.");
    List<TopicDefinition> topics = TopicDefinition.read(definitions.topics());
    int made = new Topics(kafka.access(), replication).create(topics);
    out.printf("%d topics are there, %d of them new.%n", topics.size(), made);
    if (signer != null) {
      SigningKeyFile key = new SigningKeyFile(signer);
      key.make();
      out.printf("The audit log is verified with %s%n", key.verifier());
    }
    out.flush();
    return 0;
  }
}
