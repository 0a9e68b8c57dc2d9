package io.movieai.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A question about a film directly behind its title: 适合情侣看吗, 吓不吓人, is it scary. What it asks for is no condition. */
final class FilmQuestion {
    private static final int CONTEXT = 40;
    private static final String WHAT =
            "(?:恐怖|吓人|可怕|血腥|暴力|感人|催泪|好哭|好笑|搞笑|烧脑|难懂|无聊|经典|有名|出名|好看|精彩|压抑|沉重|浪漫|刺激|老|新|长|贵|悲|虐|甜|闷|好睇|得意)";
    private static final String END = "(?=[ ,.!?;)]|$)";

    private static final Pattern BEHIND = Pattern.compile("[》\"' ,]{0,3}(?:"
            + "(?:这部|这片子?|这个|呢套|嗰套|电影|这电影)?(?:它|的)?(?:到底|究竟|是不是|会不会|有没有|算不算|系咪|真的?|很|太|有点|是|够|算|会){0,3}"
            + "(?:(?:小孩子?|孩子们?|小朋友|宝宝|老人家?|爸妈|全家|女生|一个人|晚上|小学生|胆小的?人?|[0-9一二三四五六七八九十两]{1,3}岁半?(?:的?(?:孩子|小孩|小朋友|娃|宝宝))?)?(?:适不?适?合|合适|适宜|可以|能|可不可以|能不能|值得|值不值得|够胆)[^,.!?;]{0,8}?(?:吗|么|嘛|不|呢|\\?)"
            + "|适合(?:几岁|多大|什么人|谁|什么年龄)"
            + "|[适能值可][适能值可]?不[适能值可][^,.!?;]{0,10}?" + END
            + "|" + WHAT + "(?:片)?(?:的)?(?:吗|么|不" + END + "|嘛|唔" + WHAT + ")|[恐吓可血暴感催好搞烧难无经有压沉浪刺][^,.!?;]?不" + WHAT
            + "|有(?:人|谁)(?:没有?|冇)?看过|还有人没看过|有没有人看过|谁看过|你看过|你们有|你们这|你这|你有"
            + "|(?:在哪|边度|哪里|哪儿)(?:能|可以|有得)?(?:看|睇)"
            + "|(?:讲|系|有)(?:咩|乜|乜嘢|边个)|(?:边个|谁)(?:导|做|演|拍)|几时(?:上|拍|出)|好唔好(?:睇|看)|值唔值得)"
            + "|,? ?(?:is|was|does|did|has|do|have|who|what|when|where|how|can|should|would|any)(?: [a-z']+){0,4} (?:it|this|that|here)(?![a-z])"
            + "|,? ?(?:who|what|when|where|how)(?:'s|s| is| was| are| were| did| does)? (?:the |its )?(?:main |lead )?(?:actor|actress|director|cast|star|lead|villain"
            + "|ending|plot|story|runtime|rating|year|length|release|hero|character)s?(?![a-z])"
            + "|,? (?:is |was )?(?:ok|okay|suitable|appropriate|safe|fine|too (?:scary|violent|much|long)) for(?![a-z])"
            + "| to (?:an? |my |our )?(?:[a-z0-9-]+ ){0,3}(?:old|kids?|son|daughter|class|mom|mum|grandma|students|children)(?![a-z])"
            // Which film of the name is meant: 教父，马龙白兰度那部; the shining, stephen king one.
            + "|(?:[ ,]{1,2}|(?:就|不就|里)?是?(?=那个|嗰个))[^,.!?;]{0,16}?(?:那一?[部个套片]|嗰[套出部]|[^ ]版|版本)(?:电影|片子|片)?" + END
            + "|,? (?:[a-z-]+ ){0,4}(?:one|version)(?= *(?:[,.!?;]|$))"
            + "|(?:[,.:;] ?| -+ | ?-{2,} ?)(?:the|that) (?:[a-z'-]+ ){0,3}(?:one|version|film|movie) (?:with|where|about|who|that|from|by|in|not|starring|when|they)(?![a-z])"
            + "|,? ?(?:do you have|have you got|you got)(?= *(?:[,.!?;]|$))"
            + "|,? (?:with|starring|featuring|directed by) (?:[a-z.'-]+)(?: [a-z.'-]+){0,2}(?: *" + END + "))");

    private static final Pattern CALLED = Pattern.compile("[》\"' ,]{0,3}(?:来着|吧好像|好像是|应该是"
            + "|(?:i (?:think|believe|guess|reckon)|it|that)(?:'s| is| was| it was| it's)? (?:it(?:'s| was| is) )?(?:called|the (?:title|name)|what it(?:'s| was) called)"
            + "|(?:was|is) (?:it )?(?:called|the (?:title|name)))");

    private FilmQuestion() {}

    /** Returns whether what ends at this place is said to be what the film is called. */
    static boolean isCalled(CharSequence text, int from) {
        return CALLED.matcher(text)
                .region(from, Math.min(text.length(), from + CONTEXT))
                .lookingAt();
    }

    /** Returns where the question that starts at this place ends, or -1. */
    static int end(CharSequence text, int from) {
        Matcher matcher = BEHIND.matcher(text).region(from, Math.min(text.length(), from + CONTEXT));
        return matcher.lookingAt() ? matcher.end() : -1;
    }
}
