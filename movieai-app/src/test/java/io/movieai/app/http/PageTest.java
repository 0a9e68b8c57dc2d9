package io.movieai.app.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.movieai.PortUnavailableException;
import io.movieai.generation.Completion;
import io.movieai.generation.Generator;
import io.movieai.generation.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The page in a real Chromium, on a service that answers over a socket. Screenshots are kept in {@code target/screenshots}.
 * Without a browser the tests are skipped, unless {@code MOVIEAI_REQUIRE_BROWSER} is {@code true}.
 */
class PageTest {
    private static final List<Path> BROWSERS = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"), Path.of("/usr/bin/chromium-browser"));
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static Path browser = Path.of("");

    private @Nullable HttpService service;
    private final ChromeDriver chrome = open();

    @BeforeAll
    static void findTheBrowser() throws IOException {
        browser = BROWSERS.stream().filter(Files::isExecutable).findFirst().orElse(Path.of(""));
        boolean there = Files.isExecutable(browser) && Files.isExecutable(DRIVER);
        if (!there && Boolean.parseBoolean(System.getenv("MOVIEAI_REQUIRE_BROWSER"))) {
            fail("expected one of " + BROWSERS + " and " + DRIVER + "; install chromium and chromium-driver");
        }
        assumeTrue(there, "skipped: no Chromium with ChromeDriver on this machine");
        Files.createDirectories(SCREENSHOTS);
    }

    @AfterEach
    void stop() {
        chrome.quit();
        if (service != null) {
            service.close();
        }
    }

    private static ChromeDriver open() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(browser.toFile())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--lang=zh-CN",
                        "--window-size=1100,1000");
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "zh-CN,zh"));
        options.setCapability("goog:loggingPrefs", logs);
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
    }

    private void visit(Backend backend) {
        HttpService started = HttpService.start(HttpSettings.local(), backend);
        service = started;
        chrome.get(started.url().toString());
        // The script has run when it has written its examples.
        until(() -> !chrome.findElements(By.cssSelector("#welcome button")).isEmpty());
    }

    private void ask(String request) {
        WebElement field = chrome.findElement(By.id("query"));
        field.sendKeys(request);
        chrome.findElement(By.id("send")).click();
    }

    private WebElement turn(int number) {
        By turns = By.cssSelector(".turn");
        until(() -> chrome.findElements(turns).size() >= number);
        WebElement turn = chrome.findElements(turns).get(number - 1);
        until(() -> turn.findElements(By.cssSelector(".waiting")).isEmpty());
        return turn;
    }

    /** Asks the browser again until it holds; fails after a minute. */
    private void until(java.util.function.BooleanSupplier condition) {
        new WebDriverWait(chrome, Duration.ofMinutes(1), Duration.ofMillis(20))
                .until(driver -> condition.getAsBoolean());
    }

    private List<String> titles(WebElement turn) {
        return turn.findElements(By.cssSelector(".film h3")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private void keep(String name) throws IOException {
        Files.write(SCREENSHOTS.resolve(name + ".png"), chrome.getScreenshotAs(OutputType.BYTES));
    }

    private void assertNoComplaints() {
        assertThat(chrome.manage().logs().get(LogType.BROWSER).getAll())
                .as("what the browser's console says")
                .isEmpty();
    }

    @Test
    void ask_aRequest_showsTheAnswerFilmsAndHowItWasUnderstood() throws IOException {
        visit(TestBackend.template());
        ask("九十年代的科幻片，不要恐怖片");
        WebElement turn = turn(1);

        assertThat(titles(turn)).containsExactlyInAnyOrder("黑客帝国", "超时空接触", "千钧一发");
        assertThat(turn.findElement(By.cssSelector(".answer")).getText()).contains("《黑客帝国》", "模板");
        assertThat(turn.findElements(By.cssSelector(".chip")).stream().map(WebElement::getText))
                .containsExactly("1990–1999年", "科幻片", "不要恐怖片");
        WebElement film = turn.findElements(By.cssSelector(".film")).get(0);
        assertThat(film.getText()).contains("199").contains("科幻").contains("4.1");
        assertThat(film.findElement(By.cssSelector(".score")).getAttribute("aria-label"))
                .startsWith("得分构成：");
        assertThat(film.findElements(By.cssSelector(".score span")))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.getSize().getWidth()).isPositive());
        keep("answer");
        assertNoComplaints();
    }

    @Test
    void chip_removed_asksAgainWithoutIt() {
        visit(TestBackend.template());
        ask("九十年代的科幻片");
        assertThat(titles(turn(1))).doesNotContain("异形");

        turn(1).findElement(By.cssSelector("[aria-label*='1990']")).click();

        WebElement second = turn(2);
        assertThat(titles(second)).contains("异形");
        assertThat(second.findElements(By.cssSelector(".chip")).stream().map(WebElement::getText))
                .containsExactly("科幻片");
    }

    @Test
    void followUp_buildsOnWhatWasShown() {
        visit(TestBackend.template());
        ask("推荐两部科幻片");
        List<String> first = titles(turn(1));
        ask("换一批");
        List<String> second = titles(turn(2));

        assertThat(first).hasSize(2);
        assertThat(second).isNotEmpty().doesNotContainAnyElementsOf(first);

        chrome.findElement(By.id("restart")).click();
        assertThat(chrome.findElements(By.cssSelector(".turn"))).isEmpty();
        assertThat(chrome.findElement(By.id("welcome")).isDisplayed()).isTrue();
    }

    @Test
    void similar_isShownBelowTheTurn() {
        visit(TestBackend.template());
        ask("黑客帝国讲的是什么");
        WebElement turn = turn(1);
        turn.findElement(By.cssSelector(".film button")).click();
        until(() -> !turn.findElements(By.cssSelector(".similar .film")).isEmpty());

        assertThat(turn.findElement(By.cssSelector(".similar h3")).getText()).contains("黑客帝国");
        assertThat(titles(turn.findElement(By.cssSelector(".similar")))).doesNotContain("黑客帝国");
    }

    @Test
    void refusal_isToldWithoutFilms() throws IOException {
        visit(TestBackend.template());
        ask("帮我写一段排序的代码");
        WebElement turn = turn(1);

        assertThat(turn.getAttribute("class")).contains("refused");
        assertThat(turn.findElement(By.cssSelector(".answer")).getText()).contains("资料不足");
        assertThat(titles(turn)).isEmpty();
        keep("refused");
    }

    @Test
    void generatorThatFails_isToldAndAnsweredFromTemplates() throws IOException {
        visit(TestBackend.of((prompt, onText) -> {
            throw new PortUnavailableException("Generator", "test", "down", null);
        }));
        ask("科幻片");
        WebElement turn = turn(1);

        assertThat(turn.findElement(By.cssSelector(".notice")).getText()).contains("语言模型暂时不可用");
        assertThat(titles(turn)).isNotEmpty();
        keep("degraded");
    }

    @Test
    void serviceThatIsGone_isToldAndCanBeTriedAgain() throws IOException {
        visit(TestBackend.template());
        requireNonNull(service).close();
        ask("科幻片");
        WebElement notice = turn(1).findElement(By.cssSelector(".notice.bad"));

        assertThat(notice.getText()).contains("连接不上服务");
        assertThat(notice.findElement(By.tagName("button")).getText()).isEqualTo("重试");
        keep("failed");
    }

    @Test
    void answer_isShownWhileItIsWritten_andCanBeStopped() throws IOException {
        CountDownLatch released = new CountDownLatch(1);
        Generator slow = (prompt, onText) -> {
            onText.accept("先看[1]。\n");
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new java.util.concurrent.CancellationException("stopped");
            }
            return new Completion("先看[1]。\n", "slow", TokenUsage.NONE, Completion.Finish.COMPLETE);
        };
        visit(TestBackend.of(slow));
        ask("科幻片");
        By answer = By.cssSelector(".turn .answer.waiting");
        until(() -> !chrome.findElements(answer).isEmpty()
                && chrome.findElement(answer).getText().contains("先看"));
        assertThat(chrome.findElements(By.cssSelector(".film")))
                .as("films come first")
                .isNotEmpty();
        keep("streaming");
        chrome.findElement(By.id("stop")).click();

        assertThat(turn(1).findElement(By.cssSelector(".notice")).getText()).isEqualTo("已停止。");
        assertThat(chrome.findElement(By.id("send")).isDisplayed()).isTrue();
        released.countDown();
    }

    @Test
    void narrowScreen_showsEverythingWithoutScrollingSideways() throws IOException {
        visit(TestBackend.template());
        chrome.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
        ask("九十年代的科幻片，不要恐怖片");
        turn(1);

        assertThat(chrome.executeScript("return document.documentElement.scrollWidth"))
                .as("width of what there is to scroll")
                .isEqualTo(360L);
        assertThat(chrome.findElement(By.id("send")).isDisplayed()).isTrue();
        keep("narrow");
    }

    @Test
    void keyboardAlone_asksRemovesAChipAndSwitchesTheLanguage() {
        visit(TestBackend.template());
        until(() -> "query".equals(chrome.switchTo().activeElement().getAttribute("id")));
        new Actions(chrome).sendKeys("九十年代的科幻片", Keys.ENTER).perform();
        turn(1);
        for (int i = 0; i < 40 && !chrome.switchTo().activeElement().getText().equals("科幻片"); i++) {
            new Actions(chrome)
                    .keyDown(Keys.SHIFT)
                    .sendKeys(Keys.TAB)
                    .keyUp(Keys.SHIFT)
                    .perform();
        }
        assertThat(chrome.switchTo().activeElement().getText()).isEqualTo("科幻片");
        new Actions(chrome).sendKeys(Keys.ENTER).perform();
        assertThat(turn(2).findElements(By.cssSelector(".chip")).stream().map(WebElement::getText))
                .containsExactly("1990–1999年");

        chrome.findElement(By.id("language")).sendKeys(Keys.ENTER);
        assertThat(chrome.findElement(By.id("send")).getText()).isEqualTo("Recommend");
        assertThat(chrome.findElement(By.tagName("html")).getAttribute("lang")).isEqualTo("en");
    }

    @Test
    void theme_switchesAndIsRemembered() throws IOException {
        visit(TestBackend.template());
        String light = background();
        chrome.findElement(By.id("theme")).click();
        String dark = background();
        chrome.navigate().refresh();

        assertThat(dark).isNotEqualTo(light);
        assertThat(background()).isEqualTo(dark);
        ask("科幻片");
        turn(1);
        keep("dark");
    }

    private String background() {
        return chrome.findElement(By.tagName("body")).getCssValue("background-color");
    }

    @Test
    void markupInARequest_staysText() {
        visit(TestBackend.template());
        ask("<img src=x onerror=\"document.title='bad'\"> 科幻片");
        WebElement turn = turn(1);

        assertThat(turn.findElement(By.tagName("h2")).getText()).startsWith("<img src=x");
        assertThat(turn.findElements(By.tagName("img"))).isEmpty();
        assertThat(chrome.getTitle()).isEqualTo("movieai");
    }
}
