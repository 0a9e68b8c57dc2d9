package io.movieai.conversation;

import java.util.regex.Pattern;

/** The words that make a request build on an earlier one, as patterns over folded text. */
final class FollowUpWords {
    private static final String NUMBER = "(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})";
    private static final String NTH =
            "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[0-9]{1,2}(?:st|nd|rd|th)";
    private static final String FILM_EN = "(?:one|film|movie|title|pick|suggestion|recommendation)s?";
    private static final String MEASURE = "(?:部|个|条|本|套|出)(?:电影|片子|影片|片|戏)?";
    private static final String FEW = "(?:点|些|下|批|组|轮|几|" + NUMBER + ")?(?:部|个|批|条|套|出)?";

    /** A film by its number in the last list; the group holds the number. */
    static final Pattern ORDINAL = Pattern.compile("(?<!倒数)第 ?(" + NUMBER + ") ?" + MEASURE
            + "|(?<![a-z0-9])(?:the )?(" + NTH + ") " + FILM_EN + "(?![a-z])"
            + "|(?<![a-z0-9])the (" + NTH + ")(?![a-z0-9-])"
            + "|(?<![a-z0-9])(?:number|no\\.?|#) ?([0-9]{1,2}|one|two|three|four|five)(?![a-z0-9])");

    static final Pattern LAST = Pattern.compile("最后(?:那|的)?一?" + MEASURE + "|(?<![a-z])(?:the )?last " + FILM_EN
            + "(?![a-z])|(?<![a-z])the last(?![a-z ]*[a-z])");

    /** The one film that was shown last. */
    static final Pattern THIS = Pattern.compile("(?:这|那|该|呢|嗰)一?(?:部|个|套|出)(?:电影|片子|影片|片|戏)?|这片子?|它|佢"
            + "|(?<![a-z])(?:this|that) " + FILM_EN + "(?![a-z])|(?<![a-z'])it(?![a-z'])");

    /** What can be asked of one film. */
    static final Pattern ABOUT = Pattern.compile(
            "(?:主要|大概|具体|到底)?(?:是|系)?(?:讲|说|关于)(?:的|了|述)?(?:是|系)?(?:一个)?(?:什么|啥|谁|咩|乜嘢?|边个)(?:样)?(?:的)?(?:故事|内容|事)?"
                    + "|好唔好睇|好睇(?:吗|唔)|边个(?:导演?|做|演|拍|主演)|几时(?:上映|拍|出)|几多分"
                    + "|什么内容|内容|剧情|情节|故事|简介|介绍|详细|具体|展开|说说|讲讲|聊聊|说一下|讲一下|细说|了解"
                    + "|好看(?:吗|么|不)|(?:怎么|咋|怎)样|如何|好不好看|有多好|(?:评分|口碑)(?:是)?(?:多少|几分|高吗|怎么样|如何)?|多少分|几分"
                    + "|(?:是)?谁(?:导演|导|执导|拍|演|主演|出演|写)(?:的)?|导演(?:是)?(?:谁|哪位)?|(?:谁)?(?:主演|演员)(?:都)?(?:是|有)?(?:谁|哪些人?|哪几个)?"
                    + "|(?:是)?(?:哪|几几|什么)一?年(?:代)?(?:的|上映|拍的|出的)?|什么时候(?:的|上映|拍的|出的)?|上映"
                    + "|(?:是)?(?:哪|什么)个?(?:国家|国)(?:的|拍的)?|(?:是)?什么(?:类型|片|题材|电影)|结局|片长|多长|多久|几个小时"
                    + "|值得一?看(?:吗|么)?|值不值得看|(?:恐怖|吓人|血腥|暴力|好笑|搞笑|感人|催泪|无聊)(?:吗|么|不)|(?:英文|中文|原)名|叫什么(?:名字)?|获?过?奖(?:吗)?"
                    + "|适合(?:孩子|小孩|小朋友|全家|一家人)?看?(?:吗|么)|有续集(?:吗|么)?|区别|不同|哪个更?好|推荐哪(?:个|部)|为什么(?:推荐)?|推荐理由|(?:是)?(?:什么|啥)$"
                    + "|(?<![a-z])(?:what(?:'s| is| was| happens)|about|tell|tell me more|more about|more on|describe|summar(?:y|ise|ize)|synopsis|plot|story|storyline"
                    + "|who (?:directed|made|stars?|is|was|plays?|acts?|wrote)|director|cast|actors?|rating|rated|genre|ending"
                    + "|when (?:was|did|is)|what year|how (?:good|long|old|scary|is|was)|any good|worth (?:watching|seeing|it)"
                    + "|details?|explain|released?|come out|came out|scary|funny|sad|violent)(?![a-z])");

    static final Pattern LIKE = Pattern.compile(
            "类似(?:于)?|像|差不多|一样|相似|接近|那样|这样|那种|这种|同类(?:型)?|同款|同风格|一个(?:风格|类型|感觉)|那类|这类"
                    + "|(?<![a-z])(?:like|similar(?: to)?|in the (?:style|vein|spirit) of|akin to|same (?:vibe|style|kind))(?![a-z])");

    /** Unlike a film. */
    static final Pattern UNLIKE = Pattern.compile(
            "(?:不|别|没)(?:要|想要|想看|看|是|太|那么|再|给我|推荐|来|找){0,3}(?:像|类似|和|跟|同|一样|相似|差不多)"
                    + "|(?<![a-z])(?:not|no|nothing|don't want|do not want)(?: (?:anything|something|ones?|more))? (?:like|similar)(?![a-z])");

    /** Puts one film of the list aside. */
    static final Pattern ASIDE = Pattern.compile(
            "不要|不想看|不喜欢|不感兴趣|没兴趣|已经看过|看过|看完|看腻|除了|以外|之外|去掉|删掉|换掉|跳过|除外|就算了|算了|把"
                    + "|(?<![a-z])(?:not|no|except|without|skip|drop|remove|replace|(?:have |'ve )?(?:already )?(?:seen|watched)|don't (?:want|like)|other than|besides)(?![a-z])");

    /** Something else takes the place of what was asked. */
    static final Pattern REPLACE = Pattern.compile(
            "(?:换|改|转)(?:成|做|为|看|睇|要)|(?<![a-z])(?:instead|rather|switch to|change (?:it )?to|make (?:it|that|them)|how about|what about)(?![a-z])");

    static final Pattern OLDER = Pattern.compile("(?:年代|上映)?(?:更|再|稍微)?(?:久远|老|早|旧)一?(?:点|些|啲|少少)(?:儿)?|更(?:久远|老|早|旧)"
            + "|(?<![a-z])(?:older|earlier)(?![a-z])");

    static final Pattern NEWER = Pattern.compile("(?:年代|上映)?(?:更|再|稍微)?(?:新|近|晚)一?(?:点|些|啲|少少)(?:儿)?|更(?:新|近|晚)"
            + "|(?<![a-z])(?:newer|more (?:recent|modern)|later)(?![a-z])");

    static final Pattern BETTER =
            Pattern.compile("(?:评分|分数|评价|口碑|分|质量)(?:要)?(?:更|再|稍微)?(?:高|好)一?(?:点|些|啲)(?:儿)?|(?:评分|分数|评价|口碑|分|质量)更(?:高|好)"
                    + "|更?高分一?(?:点|些)|更高分|(?:更|再)?好看一?(?:点|些)|更好看"
                    + "|(?<![a-z])(?:better|higher)(?:[- ]rat(?:ed|ing|ings))?(?![a-z])");

    /** Other films, or more of them, by the same conditions. */
    static final Pattern MORE = Pattern.compile(
            "仲有(?:冇|啲咩|咩|乜|边)?|重有冇|(?:再)?(?:嚟|俾|畀|搵)多?(?:几|两|" + NUMBER + ")?(?:套|部|出)|第(?:啲|二啲)|换过|转过|其他嘅"
                    + "|换一?(?:批|换|下|组|拨|波|页|轮)|换(?:一|点|些|几|" + NUMBER
                    + ")?(?:部|个)(?!类型|口味|风格|题材|主题)|换(?:点|些)?(?=别的|其他|其它|不同)|换(?=吧?$)"
                    + "|(?:再|多|重新|另外|另)(?:给我|给|帮我|为我|跟我)?(?:来|推荐|找|看|换|要|整|搞|列|说|挑|选|安利|推|有)一?" + FEW
                    + "|还有|别的|其他|其它|另外|更多|下一?(?:批|页|组|部|个)|继续|接着"
                    + "|(?:这|那)?(?:些|几部|几个|一批)?我?(?:都|全)已?经?(?:看过|看完|不喜欢|不想看|不感兴趣|没兴趣|不行|不要|看了|不合适|不满意)|不喜欢这(?:些|几部)|不要这(?:些|几部)"
                    + "|一(?:部|个)都不(?:喜欢|想看)|不够"
                    + "|(?<![a-z])(?:more|another|others?|else|next|different|again|continue|go on|keep going|new ones"
                    + "|(?:i've |i have )?(?:already )?(?:seen|watched) (?:all (?:of )?)?(?:them|these|those|that|this)(?: all)?)(?![a-z])");

    /** A comparison, which the films shown did not pass. */
    static final Pattern COMPARED =
            Pattern.compile("一点|一些|点儿|少少|(?<=[\\u4e00-\\u9fff])啲(?=嘅|$)|更|稍微|稍|(?<=[\\u4e00-\\u9fff])点(?=的|儿|$)"
                    + "|(?<![a-z])(?:a bit|a little|slightly|less)(?![a-z])");

    /** What follows comes on top of what was asked. */
    static final Pattern ADDED = Pattern.compile("仲要|都要|还要|也要|还得|最好|同时|加上|加点|带点|带有|要带|而且|并且|其中|里面|当中|这些里|要有"
            + "|(?<![a-z])(?:also|as well|too|with some|among them|of (?:those|these|them))(?![a-z])");

    /** A question that only makes sense after another: 科幻的呢. */
    static final Pattern AND_WHAT_OF = Pattern.compile("呢[?？!！。. ]*$|^(?:那|那么|and |or )");

    static final Pattern FILM = Pattern.compile("电影|影片|片|(?<![a-z])(?:movies?|films?|flicks?|pictures?)(?![a-z])");

    /** A wish that makes a genre's name a request of its own: 推荐喜剧. */
    static final Pattern ASKED =
            Pattern.compile("推荐|安利|求|想找|想看(?!点|些)|(?<![a-z])(?:recommend|suggest|find|looking for|watch|see)(?![a-z])");

    /** Words by which a subject is one of films, and not of something else that there may be more of. */
    static final Pattern OF_FILMS = Pattern.compile("电影|影片|片|部|(?<![a-z])(?:movies?|films?|flicks?|ones?)(?![a-z])");

    private static final Pattern FILLER = Pattern.compile(
            "[的了吗呢吧啊呀哈嘛哦噢么嗯哎呗哇嘅啲喇啦喎㗎噃咩乜嘢俾畀喺系咁嗰冇睇搵佢哋唔]|唔该|同埋|而家|有冇|得唔得|看过|适合|去掉|排除|过滤掉?|剔除|避开|除了|除外|以外|之外|就算了|算了|讨厌|害怕|怕|讲述?|描写|有关|导演|执导|主演|出演|演|我们?|咱|您|你|给|帮|请|麻烦|能不能|能|可不可以|可以|行不行|行|好的?|有没有|没有?|有|想|要|看"
                    + "|来|找|点|些|一下|[一二两三四五六七八九十几]|下|部|个|批|这|那|它们|就|都|也|还|再|多|谢谢|谢|不错|太|很|然后|推荐|安利|求|电影|片子|影片|片|类型?|题材|风格"
                    + "|是|跟|和|与|里|中|比较|稍微|更|最|希望|换|成|不|别|什么|哪些?|啥|刚才|刚刚|上面|前面|上一批|你?说|提到|随便|同样|一样|条件|拍|上映|今晚|今天|现在|只|把|其实|还是|或者|或|儿"
                    + "|这样|那样|那种|这种|关于|得|用|会|比|时候|感觉|觉得|好像|有点|一点|如果|而|但是?|不过|可是|喜欢|爱"
                    + "|(?<![0-9])[0-9]{1,2}(?![0-9])|(?<![a-z])(?:one|two|three|four|five|six|seven|eight|nine|ten)(?![a-z])"
                    + "|(?<![a-z])(?:the|a|an|i|i'd|i'm|me|my|you|we|us|can|could|would|please|pls|any|some|of|for|to|from|with|in|on|at|by|that|this|these|those|ones?|them|they"
                    + "|it|its|is|are|was|were|be|do|does|did|have|has|got|want|wanna|like|love|show|give|get|see|watch|films?|movies?|what|which|who|how|when|ok|okay|hi|yes|no|not|nothing|none|without|don't|dont|directed|starring|well|thanks?|thank"
                    + "|and|but|or|so|just|only|there|something|anything|few|couple|too|very|really|maybe|then|now|tonight|good|up|out|let's|let|try|as|list|recommend|suggest|suggestions?|options?|let me|tell|about|'s|'ve|'d|s|ve|d|m|t)(?![a-z])");

    private FollowUpWords() {}

    /** Covers what says nothing by itself. */
    static void coverFillers(CoveredText text) {
        text.take(FILLER);
    }
}
