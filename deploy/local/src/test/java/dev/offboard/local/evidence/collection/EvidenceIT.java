package dev.offboard.local.evidence.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.EntitlementClient.NewGrant;
import dev.offboard.local.client.NewUser;
import dev.offboard.local.client.OffboardingRequest;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.Role;
import dev.offboard.local.json.Json;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.proof.VerifyCommand;
import dev.offboard.local.runtime.Installation;
import dev.offboard.local.runtime.RunningPlatform;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@OnPlatform
class EvidenceIT {
  private static final TenantId TENANT = new TenantId("it-evidence");
  private static final Role READER = new Role("wiki", "reader");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path directory;

  private final RunningPlatform platform;
  private final PlatformClient services;
  private String printed = "";

  EvidenceIT(RunningPlatform platform) {
    this.platform = platform;
    this.services = PlatformClient.of(platform.coordinates());
  }

  @Test
  void the_evidence_of_today_is_a_folder_that_verifies_offline() throws IOException {
    OffboardingId done = offboarded("ann", "erasure-request", OffboardingState.COMPLETED);
    OffboardingId open = offboarded("bob", "planned-departure", OffboardingState.REVOKED);
    Path folder = directory.resolve("evidence");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);

    assertThat(
            collect("--from", today.minusDays(1), "--to", today, "--tenant", TENANT, "-o", folder))
        .as(() -> printed)
        .isZero();

    String key = Installation.at(platform.data().path()).auditKey().toString();
    assertThat(verify(folder, "--key", key)).as(() -> printed).isZero();
    assertThat(printed).contains("the list says of 1 offboardings what their certificates prove");
    JsonNode list = Json.tree(Files.readString(folder.resolve("offboardings.json")));
    assertThat(list.path("offboardings"))
        .extracting(row -> row.path("id").asText())
        .containsExactly(open.toString(), done.toString());
    assertThat(list.at("/offboardings/1/withinDeadline").asText()).isEqualTo("yes");
    assertThat(list.at("/offboardings/0/certificate").asText())
        .isEqualTo("none: not ended, it is REVOKED");

    Path certificate = folder.resolve("certificates/" + done + ".json");
    JsonNode says = Json.tree(Files.readString(certificate));
    assertThat(says.at("/offboarding/reason").asText()).isEqualTo("erasure-request");
    assertThat(says.at("/offboarding/policyVersion").asText()).isEqualTo("1");
    assertThat(says.at("/statement/inventory"))
        .extracting(it -> it.path("participant").asText() + " " + held(it))
        .containsExactlyInAnyOrder(
            "identity account 1",
            "entitlement grants/wiki 1",
            "session accessTokens 1, refreshTokens 1, sessions 1");
    assertThat(verify(certificate, "--key", key, "--has", "grants/wiki=reader")).isZero();
    assertThat(verify(certificate, "--key", key, "--has", "grants/wiki=admin")).isEqualTo(1);

    assertThat(collect("--from", today, "--to", today, "-o", folder)).isEqualTo(1);
    assertThat(printed).contains("is not an empty folder");
    assertThat(collect("--from", today, "--to", today, "--tenant", "nobody", "-o", folder))
        .isEqualTo(1);
    assertThat(printed).contains("There is no tenant nobody");
  }

  private static String held(JsonNode inventory) {
    List<String> held = new ArrayList<>();
    inventory
        .path("held")
        .forEach(it -> held.add(it.path("kind").asText() + " " + it.path("count").asText()));
    return String.join(", ", held);
  }

  private OffboardingId offboarded(String name, String reason, OffboardingState until) {
    services.identity().putTenant(TENANT, "Evidence");
    services
        .identity()
        .putUsers(TENANT, List.of(new NewUser(name, name, "employee", null, null, null)));
    services
        .entitlement()
        .putApplication(TENANT, READER.applicationId(), new TreeSet<>(List.of(READER.role())));
    services
        .entitlement()
        .putGrants(TENANT, List.of(NewGrant.of(UserRef.of(TENANT.value(), name).userId(), READER)));
    UserRef user = UserRef.of(TENANT.value(), name);
    services.sessions().open(user);
    OffboardingId id =
        services.offboardings().request(OffboardingRequest.now(user, new ReasonCode(reason))).id();
    Awaitility.await(reason + " is " + until)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> services.offboardings().get(id).state() == until);
    return id;
  }

  private int collect(Object... options) {
    return run(
        new EvidenceCommand(),
        Stream.concat(Stream.of("--data", platform.data()), Arrays.stream(options)).toArray());
  }

  private int verify(Object... arguments) {
    return run(new VerifyCommand(), arguments);
  }

  private int run(Object command, Object... arguments) {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .setExecutionExceptionHandler(
                (failure, line, ignored) -> {
                  line.getErr().println(failure.getMessage());
                  return 1;
                })
            .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    printed = out.toString();
    return exit;
  }
}
