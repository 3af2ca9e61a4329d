package dev.offboard.local.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.offboard.local.scenario.Stage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Somebody in front of the portal. Counts their clicks and the pages that were loaded, and keeps
/// what no page may do: complain, violate its policy, ask somebody else than the portal.
final class Desk implements AutoCloseable {
  /// Chromium says it in words that differ; the event is the standard's.
  private static final String TELL_VIOLATIONS =
      """
      document.addEventListener('securitypolicyviolation',
        (it) => console.error(`against the policy: ${it.violatedDirective} ${it.blockedURI}`));
      """;

  private final BrowserContext context;
  private final Page page;
  private final URI portal;
  private final List<String> complaints = new ArrayList<>();
  private int clicks;
  private int loads;

  Desk(BrowserContext context, URI portal, Duration patience) {
    this.context = context;
    this.portal = portal;
    context.addInitScript(TELL_VIOLATIONS);
    page = context.newPage();
    page.setDefaultTimeout(patience.toMillis());
    watch();
  }

  private void watch() {
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text() + " " + message.location());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (!request.url().startsWith(portal + "/") && !request.url().startsWith("data:")) {
            complaints.add("asked elsewhere: " + request.url());
          }
        });
    page.onFrameNavigated(frame -> loads++);
  }

  /// With a password that somebody else has seen: another one is chosen before anything else.
  void signIn(String name, String seen) {
    open("/");
    write("Name", name);
    write("Password", seen);
    page.keyboard().press("Enter");
    write("Present password", seen);
    write("New password", Stage.PASSWORD);
    write("New password again", Stage.PASSWORD);
    press("Change password");
    assertThat(heading()).hasText("Offboardings");
    clicks = 0;
  }

  void open(String path) {
    page.navigate(portal + path);
  }

  /// Into the field of exactly that label.
  void write(String label, String words) {
    page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(words);
  }

  /// From wherever the search is.
  void search(String words) {
    page.getByLabel("Who leaves?").fill(words);
    page.keyboard().press("Enter");
  }

  void press(String button) {
    click(button(button));
  }

  void follow(String link) {
    click(link(link));
  }

  void click(Locator what) {
    clicks++;
    what.click();
  }

  /// Fails if the page doesn't come to say that.
  void sees(String words) {
    assertThat(text(words)).isVisible();
  }

  Page page() {
    return page;
  }

  Locator heading() {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, named(name));
  }

  Locator text(String words) {
    return page.getByText(words).first();
  }

  /// Those of a person: keys are none.
  int clicks() {
    return clicks;
  }

  /// How often a page was loaded as a whole.
  int loads() {
    return loads;
  }

  /// From the start of the navigation until there was something to be seen.
  double millisToPaint() {
    return number(
        """
        new Promise((done) => new PerformanceObserver((seen) => seen.getEntries()
          .filter((it) => it.name === 'first-contentful-paint').forEach((it) => done(it.startTime)))
          .observe({ type: 'paint', buffered: true }))
        """);
  }

  /// From now until the element says exactly that.
  double millisTo(String element, String words) {
    return number(
        """
        new Promise((done) => {
          const began = performance.now();
          const look = () => document.querySelector('%s')?.textContent === '%s'
            ? done(performance.now() - began) : setTimeout(look, 10);
          look();
        })
        """
            .formatted(element, words));
  }

  private double number(String script) {
    return ((Number) page.evaluate(script)).doubleValue();
  }

  /// For whoever looks at it afterwards.
  void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target/pictures/portal-it-%s.png".formatted(name))));
  }

  /// What it has done that it may not; asks it once more, so that none is on its way.
  List<String> complaints() {
    page.evaluate("1");
    return List.copyOf(complaints);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  @Override
  public void close() {
    context.close();
  }
}
