package dev.offboard.local.directory;

import dev.offboard.contracts.TenantId;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.json.Json;
import dev.offboard.local.offboarding.Arguments;
import dev.offboard.local.terminal.Output;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offboard import FILE...`: brings users and grants in. Exit code 0 when every row is in, 1 when
/// rows were rejected (the others are in) or a file is unreadable (nothing is in).
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Imports users (SCIM 2.0 ListResponse, JSON) and grants (CSV:"
          + " tenantId,userId,applicationId,role).",
      "What is in a file is found out by looking into it. Tenants come with their users,"
          + " applications and roles with their grants. Importing again changes nothing; what isn't"
          + " in a file stays."
    })
public final class ImportCommand implements Callable<Integer> {
  private static final int COMPLETE = 0;
  private static final int ROWS_REJECTED = 1;

  @Mixin private final DataOption data = new DataOption();

  @ArgGroup(multiplicity = "1")
  private final Source source = new Source();

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      converter = Arguments.OfTenant.class,
      description =
          "The tenant everything belongs to (default: the organization in SCIM's enterprise"
              + " extension, the tenantId in the CSV)")
  private @Nullable TenantId tenant;

  @Option(
      names = "--user-id",
      paramLabel = "ATTRIBUTE",
      description =
          "Which SCIM attribute is the user's id here: id or external_id (default: id, and"
              + " externalId where that is no id for us)")
  private ImportRules.IdAttribute userId = ImportRules.IdAttribute.ID;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "What users without a known userType are: employee, contractor or customer (default:"
              + " employee)")
  private UserKind kind = UserKind.EMPLOYEE;

  @Option(
      names = "--user-type",
      paramLabel = "TYPE=KIND",
      description = "What a userType of your directory means; may be repeated")
  private Map<String, UserKind> userTypes = new LinkedHashMap<>();

  @Option(
      names = "--inactive",
      description = "Import also users that are inactive at the identity provider")
  private boolean inactive;

  @Option(names = "--json", description = "One JSON document as the last line")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  /// Files of your own or those that ship.
  static final class Source {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "SCIM users or a CSV of grants")
    private List<Path> files = List.of();

    @Option(names = "--sample", required = true, description = "The sample companies that ship")
    private boolean sample;

    List<InputFile> read() {
      return sample ? SampleCompany.files() : files.stream().map(InputFile::read).toList();
    }
  }

  @Override
  public Integer call() {
    ImportFiles files = ImportFiles.read(source.read(), rules());
    PlatformClient platform = PlatformClient.of(data.installation().coordinates());
    Output output = Output.of(command);
    ImportReport report = new Import(platform, step -> output.tell("  " + step)).run(files);
    print(output, report);
    return report.isComplete() ? COMPLETE : ROWS_REJECTED;
  }

  private ImportRules rules() {
    return new ImportRules(
        Optional.ofNullable(tenant),
        userId,
        kind,
        userTypes,
        inactive ? ImportRules.Inactive.IMPORT : ImportRules.Inactive.LEAVE_OUT);
  }

  private void print(Output output, ImportReport report) {
    report.remarks().forEach(remark -> output.say("note: " + remark));
    report.rejections().forEach(rejection -> output.say(rejection.toString()));
    report.table().lines().forEach(output::say);
    output.say(report.sentence());
    if (json) {
      output.say(Json.line(json(report)));
    }
  }

  private static Map<String, Object> json(ImportReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    report
        .tallies()
        .forEach((sort, tally) -> json.put(sort.name().toLowerCase(Locale.ROOT), tally));
    json.put(
        "rejections",
        report.rejections().stream()
            .map(it -> new Rejected(it.place().file(), it.place().line(), it.reason()))
            .toList());
    json.put("remarks", report.remarks());
    return json;
  }

  /// A rejection as `--json` tells it.
  record Rejected(String file, long line, String reason) {}
}
