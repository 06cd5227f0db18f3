"""The units. None of them exists; their names follow the usual patterns."""

from tests.district.plan import Unit

UNITS = (
    Unit("qzf", "东昌府区人民政府", "government", "东昌府区"),
    Unit("zfb", "东昌府区人民政府办公室", "office", "区政府办公室"),
    Unit("jyj", "东昌府区教育和体育局", "department", "区教育和体育局"),
    Unit("wjj", "东昌府区卫生健康局", "department", "区卫生健康局"),
    Unit("nyj", "东昌府区农业农村局", "department", "区农业农村局"),
    Unit("mzj", "东昌府区民政局", "department", "区民政局"),
    Unit("zjj", "东昌府区住房和城乡建设局", "department", "区住房城乡建设局"),
    Unit("czj", "东昌府区财政局", "department", "区财政局"),
    Unit("zfj", "东昌府区综合行政执法局", "department", "区综合行政执法局"),
    Unit("lhz", "东昌府区柳河镇人民政府", "town", "柳河镇"),
    Unit("qqj", "东昌府区清泉街道办事处", "subdistrict", "清泉街道"),
    Unit("dhz", "东昌府区东河镇人民政府", "town", "东河镇"),
    Unit("dzfw", "东昌府区大数据服务中心", "institution", "区大数据服务中心"),
)
