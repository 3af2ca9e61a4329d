package dev.offboard.audit.bench;

import dev.offboard.audit.AuditService;
import dev.offboard.messaging.tenancy.Tenancy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// Fills an empty log and reads it again, and prints what that took: the last line of its output is
/// JSON after `figures: `. Takes the configuration of the service, and `--entries=N`.
public final class LogBench {
  private static final String DEFAULT_ENTRIES = "1000000";

  private LogBench() {}

  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(AuditService.class);
    application.setDefaultProperties(Map.of("entries", DEFAULT_ENTRIES));
    Map<String, Object> figures;
    try (ConfigurableApplicationContext context =
        application.run(with(arguments, "offboard.consumers.enabled=false", "server.port=0"))) {
      figures = measure(context);
    }
    System.out.println("figures: " + new JsonMapper().writeValueAsString(figures));
  }

  private static Map<String, Object> measure(ConfigurableApplicationContext context) {
    Map<String, Object> figures = new LinkedHashMap<>();
    int entries = context.getEnvironment().getRequiredProperty("entries", Integer.class);
    Tenancy.acrossAll(() -> new Appending(context).measure(entries, figures));
    int port =
        ((WebServerApplicationContext) context).getWebServer() == null
            ? 0
            : ((WebServerApplicationContext) context).getWebServer().getPort();
    String token = context.getEnvironment().getRequiredProperty("offboard.token").strip();
    Reading reading = new Reading(context, new OverHttp(port, token));
    Tenancy.acrossAll(() -> reading.measure(figures));
    return figures;
  }

  private static String[] with(String[] arguments, String... properties) {
    String[] all = new String[arguments.length + properties.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    for (int i = 0; i < properties.length; i++) {
      all[arguments.length + i] = "--" + properties[i];
    }
    return all;
  }
}
