package dev.offboard.messaging.chassis;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.web.filter.OncePerRequestFilter;

/// Health and metrics on a port of their own and nowhere else, so that whoever reaches the API
/// doesn't reach them. A second connector of the same server and not Spring Boot's second server:
/// that one costs each service a further application context.
///
/// @param address loopback, unless something outside of the machine or container scrapes
public record ActuatorPort(String address, int port)
    implements WebServerFactoryCustomizer<TomcatWebServerFactory> {
  private static final String ACTUATOR = "/actuator";

  /// A supervisor, a scraper, a person.
  private static final int MOST_CONNECTIONS = 50;

  private static final int MOST_THREADS = 4;

  @Override
  public void customize(TomcatWebServerFactory server) {
    Connector connector = new Connector(TomcatWebServerFactory.DEFAULT_PROTOCOL);
    connector.setPort(port);
    connector.setXpoweredBy(false);
    connector.setProperty("address", address);
    connector.setProperty("maxConnections", Integer.toString(MOST_CONNECTIONS));
    connector.setProperty("maxThreads", Integer.toString(MOST_THREADS));
    connector.setProperty("minSpareThreads", "1");
    server.addAdditionalConnectors(connector);
  }

  /// Before the doors: on the wrong port there is nothing to be let in to.
  OncePerRequestFilter filter(ProblemWriter problems) {
    return new OncePerRequestFilter() {
      @Override
      protected void doFilterInternal(
          HttpServletRequest request, HttpServletResponse response, FilterChain chain)
          throws ServletException, IOException {
        if (isForActuator(request) == (request.getLocalPort() == port)) {
          chain.doFilter(request, response);
          return;
        }
        problems.write(
            response,
            ApiProblem.notFound("no-such-resource", "There is nothing here. Nothing was done."));
      }
    };
  }

  /// As the server decodes it, which is what decides who answers.
  private static boolean isForActuator(HttpServletRequest request) {
    String path = request.getServletPath();
    return path.equals(ACTUATOR) || path.startsWith(ACTUATOR + "/");
  }
}
