package dev.offboard.entitlement.connector;

import dev.offboard.entitlement.connection.ApplicationSettings;
import dev.offboard.messaging.egress.GuardedResolver;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// HTTP to places we don't trust: permitted addresses only, no redirect followed, no cookie kept,
/// no answer longer than [#MAX_BYTES] read, nothing tried again behind our back.
@Component
class ForeignHttp implements AutoCloseable {
  /// A SCIM user with all its groups has some ten kB.
  private static final int MAX_BYTES = 256 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_CONNECTIONS = 200;

  private final CloseableHttpClient client;
  private final Duration requestTimeout;

  ForeignHttp(GuardedResolver resolver, ApplicationSettings settings) {
    this.requestTimeout = settings.requestTimeout();
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(resolver)
                    .setMaxConnTotal(MOST_CONNECTIONS)
                    .setMaxConnPerRoute(settings.atOnce())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(CONNECT_TIMEOUT))
                            .setSocketTimeout(Timeout.of(requestTimeout))
                            .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(Timeout.of(requestTimeout))
                    .setConnectionRequestTimeout(Timeout.of(requestTimeout))
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("offboard")
            .build();
  }

  /// Any answer but a redirection, whatever its status.
  Answer send(Request request) throws CallFailed {
    HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.uri());
    request.headers().forEach(message::setHeader);
    if (request.body() != null) {
      message.setEntity(new StringEntity(request.body(), StandardCharsets.UTF_8));
      message.setHeader("Content-Type", request.headers().get("Content-Type"));
    }
    try {
      Answer answer = client.execute(message, ForeignHttp::read);
      if (answer.status() / 100 == 3) {
        throw CallFailed.ofApplication(
            "answers %d; redirections are never followed, put the final address as target"
                .formatted(answer.status()));
      }
      return answer;
    } catch (IOException e) {
      throw CallFailed.ofApplication(reason(e));
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static Answer read(ClassicHttpResponse response) throws IOException {
    byte[] body = new byte[0];
    if (response.getEntity() != null) {
      body = response.getEntity().getContent().readNBytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        throw new TooLong();
      }
    }
    Header retryAfter = response.getFirstHeader("Retry-After");
    return new Answer(
        response.getCode(),
        new String(body, StandardCharsets.UTF_8),
        retryAfter == null ? null : seconds(retryAfter.getValue()));
  }

  /// A date is not worth the trouble: our own pauses grow too.
  private static @Nullable Duration seconds(String retryAfter) {
    return retryAfter.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : null;
  }

  private String reason(IOException e) {
    return switch (e) {
      case GuardedResolver.Forbidden forbidden -> String.valueOf(forbidden.getMessage());
      case UnknownHostException unknown -> "has a target whose name is unknown";
      case TooLong tooLong -> "answers with more than %d bytes".formatted(MAX_BYTES);
      case SocketTimeoutException timeout ->
          "does not answer within %d ms".formatted(requestTimeout.toMillis());
      case InterruptedIOException interrupted -> "does not answer in time";
      case SSLException tls -> "has no trustworthy TLS";
      case ConnectException refused -> "accepts no connection";
      default -> "breaks the connection (%s)".formatted(e.getClass().getSimpleName());
    };
  }

  /// `Content-Type` is among the headers if there is a body.
  record Request(String method, URI uri, Map<String, String> headers, @Nullable String body) {}

  record Answer(int status, String body, @Nullable Duration retryAfter) {
    boolean isSuccess() {
      return status / 100 == 2;
    }
  }

  private static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;
  }
}
