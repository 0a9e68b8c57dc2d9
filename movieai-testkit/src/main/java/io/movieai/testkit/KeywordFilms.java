package io.movieai.testkit;

import io.movieai.keyword.KeywordDocument;
import java.util.List;

/** A few films to look for by words, among them names that are easily taken for one another. */
final class KeywordFilms {
    static final List<KeywordDocument> ALL = List.of(
            film(
                    "godfather",
                    "Francis Ford Coppola 弗朗西斯·福特·科波拉 Marlon Brando 马龙·白兰度 Al Pacino 阿尔·帕西诺。"
                            + "纽约黑手党家族的老族长遇刺之后，一心想过普通日子的小儿子接过了家族的权力。",
                    "The Godfather",
                    "教父"),
            film(
                    "godfather-2",
                    "Francis Ford Coppola. Robert De Niro 罗伯特·德尼罗 plays the godfather as a young man.",
                    "The Godfather Part II",
                    "教父2"),
            film(
                    "godfather-doc",
                    "The godfather of the godfather: the making of The Godfather, with every godfather of the genre. 教父 教父 教父",
                    "A Documentary about Mario Puzo",
                    "马里奥·普佐纪录片"),
            film(
                    "shawshank",
                    "Frank Darabont 弗兰克·德拉邦特 Tim Robbins 蒂姆·罗宾斯 Morgan Freeman 摩根·弗里曼。"
                            + "银行家蒙冤入狱，用一把小锤子和二十年的耐心挖通了自由之路。",
                    "The Shawshank Redemption",
                    "肖申克的救赎"),
            film(
                    "amelie",
                    "Audrey Tautou 奥黛丽·塔图。巴黎女侍者悄悄地改变身边人的生活。",
                    "Amélie",
                    "天使爱美丽",
                    "Le Fabuleux Destin d'Amélie Poulain"),
            film("alien", "Sigourney Weaver 西格妮·韦弗。飞船上闯进了异形。", "Alien", "异形"),
            film("jaws", "Steven Spielberg 史蒂文·斯皮尔伯格。大白鲨袭击海滨小镇。", "Jaws", "大白鲨"),
            film("seven", "Brad Pitt 布拉德·皮特", "Se7en", "七宗罪"),
            film("her", "Joaquin Phoenix 华金·菲尼克斯。孤独的作家爱上了操作系统。", "Her", "她"),
            film("heat", "她和他在洛杉矶。Al Pacino, Robert De Niro.", "Heat", "盗火线"),
            film("spiderman", "Tobey Maguire 托比·马奎尔", "Spider-Man", "蜘蛛侠"),
            film("et", "Steven Spielberg 史蒂文·斯皮尔伯格", "E.T. the Extra-Terrestrial", "E.T. 外星人"),
            film("schindler", "Liam Neeson 连姆·尼森", "Schindler's List", "辛德勒的名单"),
            film("odyssey", "Stanley Kubrick 斯坦利·库布里克", "2001: A Space Odyssey", "2001太空漫游"),
            film("terminator", "Arnold Schwarzenegger 阿诺·施瓦辛格", "The Terminator", "终结者"),
            film("matrix", "Keanu Reeves 基努·里维斯。程序员发现世界是虚拟的。", "Matrix, The", "黑客帝国"),
            film("education", "Carey Mulligan 凯瑞·穆里根", "Education, An", "成长教育"),
            film("beautiful-mind", "Russell Crowe 罗素·克劳", "Beautiful Mind, A", "美丽心灵"),
            film("farewell", "张国荣 张丰毅 巩俐。两个京剧演员半个世纪的悲欢。", "Farewell My Concubine", "霸王别姬"),
            film("lust", "梁朝伟 汤唯", "Lust, Caution", "色，戒"),
            film("regex", "The regex and the title: a film about programmers 2.", "Escape Characters", "转义"));

    private KeywordFilms() {}

    private static KeywordDocument film(String id, String text, String... titles) {
        return new KeywordDocument(id, List.of(titles), text, "version of " + id);
    }
}
