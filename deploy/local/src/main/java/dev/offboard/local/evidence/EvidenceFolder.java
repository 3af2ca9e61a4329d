package dev.offboard.local.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder with the evidence of one audit period. It stands on its own: what is in it is verified
/// with the key of the log and nothing else.
public final class EvidenceFolder {
  /// What its list says; another shape is another name.
  static final String FORMAT = "offboarding-evidence/v1";

  private static final String LIST = "offboardings.json";
  private static final String SHEET = "offboardings.csv";
  private static final String CERTIFICATES = "certificates";
  private static final String CHECKPOINTS = "checkpoints";
  private static final String KEY = "log.vkey";
  private static final String LATEST = "latest.checkpoint";
  private static final String ONE_CHECKPOINT = ".checkpoint";
  private static final String PROOF = ".consistency";

  private final Path path;

  private EvidenceFolder(Path path) {
    this.path = path;
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /// A new one.
  ///
  /// @throws PlatformFailure if there is something already
  public static EvidenceFolder create(Path path) {
    try {
      if (Files.exists(path) && (!Files.isDirectory(path) || !isEmpty(path))) {
        throw new PlatformFailure(
            "%s is there already and is not an empty folder; nothing was written. Name another one with -o, or remove it"
                .formatted(path));
      }
      Files.createDirectories(path.resolve(CERTIFICATES));
      Files.createDirectories(path.resolve(CHECKPOINTS));
      return new EvidenceFolder(path);
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /// One that somebody handed over; empty if the directory is something else.
  public static Optional<EvidenceFolder> open(Path path) {
    return Files.isRegularFile(path.resolve(LIST)) && Files.isRegularFile(path.resolve(KEY))
        ? Optional.of(new EvidenceFolder(path))
        : Optional.empty();
  }

  /// What an offboarding's row says of its certificate.
  public static String nameOfCertificate(String offboarding) {
    return CERTIFICATES + "/" + offboarding + ".json";
  }

  public void certificate(String offboarding, String file) {
    write(nameOfCertificate(offboarding), file);
  }

  /// @param proof that the latest continues it, one base64 hash a line
  public void checkpoint(SignedCheckpoint checkpoint, List<String> proof) {
    String name = CHECKPOINTS + "/" + checkpoint.checkpoint().head().size();
    write(name + ONE_CHECKPOINT, checkpoint.toString());
    write(name + PROOF, String.join("\n", proof) + (proof.isEmpty() ? "" : "\n"));
  }

  public void latest(SignedCheckpoint checkpoint) {
    write(CHECKPOINTS + "/" + LATEST, checkpoint.toString());
  }

  public void key(String verifierKey) {
    write(KEY, verifierKey + "\n");
  }

  public void readme(String text) {
    write("README.md", text);
  }

  /// @param about what the list is of: period, tenant, when it was made
  public void list(Map<String, Object> about, List<EvidenceRow> rows) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("format", FORMAT);
    list.putAll(about);
    list.put("offboardings", rows.stream().map(EvidenceRow::cells).toList());
    write(LIST, Json.pretty(list) + "\n");
    write(SHEET, Sheet.of(rows));
  }

  List<EvidenceRow> rows() {
    JsonNode list = Json.tree(read(LIST));
    if (!list.path("format").asText().equals(FORMAT)) {
      throw new IllegalArgumentException(
          "%s is a \"%s\" (expected: %s)"
              .formatted(path.resolve(LIST), list.path("format").asText(), FORMAT));
    }
    List<EvidenceRow> rows = new ArrayList<>();
    list.path("offboardings").forEach(row -> rows.add(EvidenceRow.read(row)));
    return rows;
  }

  String sheet() {
    return read(SHEET);
  }

  /// Of the certificates that are in it, by offboarding.
  List<String> certificates() {
    return names(CERTIFICATES, ".json");
  }

  byte[] certificate(String offboarding) {
    return bytes(nameOfCertificate(offboarding));
  }

  byte[] latest() {
    return bytes(CHECKPOINTS + "/" + LATEST);
  }

  /// The sizes of those before the latest, as their names say.
  List<String> checkpoints() {
    return names(CHECKPOINTS, ONE_CHECKPOINT).stream()
        .filter(name -> !LATEST.equals(name + ONE_CHECKPOINT))
        .toList();
  }

  byte[] checkpoint(String size) {
    return bytes(CHECKPOINTS + "/" + size + ONE_CHECKPOINT);
  }

  /// That the latest continues it.
  List<String> proof(String size) {
    return read(CHECKPOINTS + "/" + size + PROOF).lines().toList();
  }

  private List<String> names(String folder, String suffix) {
    try (Stream<Path> files = Files.list(path.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw failure(path.resolve(folder), e);
    }
  }

  private String read(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private byte[] bytes(String name) {
    try {
      return Files.readAllBytes(path.resolve(name));
    } catch (IOException e) {
      throw failure(path.resolve(name), e);
    }
  }

  private void write(String name, String text) {
    try {
      Files.writeString(path.resolve(name), text);
    } catch (IOException e) {
      throw failure(path.resolve(name), e);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  private static PlatformFailure failure(Path path, IOException cause) {
    return new PlatformFailure("%s can't be read or written (%s)".formatted(path, cause), cause);
  }
}
