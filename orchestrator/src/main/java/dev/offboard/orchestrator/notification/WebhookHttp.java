package dev.offboard.orchestrator.notification;

import dev.offboard.messaging.egress.AddressRule;
import dev.offboard.messaging.egress.AddressRule.Loopback;
import dev.offboard.messaging.egress.GuardedResolver;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/// Posts to places we don't trust, by the rules for applications: https, permitted addresses only,
/// no redirect followed, no answer read.
@Component
class WebhookHttp implements AutoCloseable {
  private static final Timeout PATIENCE = Timeout.ofSeconds(10);
  private static final int SUCCESS = 2;

  private final CloseableHttpClient client;
  private final AddressRule addresses;

  WebhookHttp(NotificationProperties settings) {
    this.addresses =
        new AddressRule(settings.allowLoopback() ? Loopback.ALLOWED : Loopback.REFUSED);
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new GuardedResolver(addresses))
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(PATIENCE)
                            .setSocketTimeout(PATIENCE)
                            .build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(PATIENCE).build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("offboard")
            .build();
  }

  /// @throws NotSent unless it is taken with a 2xx
  void post(URI url, Map<String, String> headers, String body) throws NotSent {
    if (!addresses.allowsScheme(url)) {
      throw new NotSent("the webhook's address is not https");
    }
    HttpPost request = new HttpPost(url);
    headers.forEach(request::setHeader);
    request.setEntity(
        new StringEntity(body, ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
    try {
      int status = client.execute(request, response -> response.getCode());
      if (status / 100 != SUCCESS) {
        throw new NotSent("the webhook answers " + status);
      }
    } catch (IOException e) {
      throw new NotSent("the webhook can't be reached: " + e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
